package e7.rules.process;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real processes for tests, ended when this is closed. */
final class Children implements AutoCloseable {

    /** Prints its pid once it executes, so that its identity is settled, and does nothing for a while. */
    static final String IDLE = "/bin/bash -c 'echo $$; read -t 100 <> <(:); :'";

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<Process> started = new ArrayList<>();
    private final List<ProcessHandle> printed = new ArrayList<>();

    /** Starts a program. */
    Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.add(process);
        return process;
    }

    /** Starts a program and returns the pid that it, or a child of it, prints first. */
    int startPrinting(String... command) throws IOException {
        return printed(start(command));
    }

    /** The pid that is printed first. */
    int printed(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        int pid = Integer.parseInt(out.readLine().strip());
        ProcessHandle.of(pid).ifPresent(printed::add);
        return pid;
    }

    /** What runs an idle child of this bash, which waits for it. */
    static String[] waiting(Path bash) {
        return new String[] {bash.toString(), "-c", IDLE + "; :"};
    }

    /** A copy of bash under another name, which any user may run. */
    static Path bash(Path to) throws IOException {
        Files.copy(Path.of("/bin/bash").toRealPath(), to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        return to.toRealPath();
    }

    /** Runs a copy of bash that does nothing until this is closed. */
    int idle(Path bash) throws IOException {
        return startPrinting(bash.toString(), "-c", "echo $$; read; :");
    }

    static ProcessIdentity identity(int pid) throws IOException {
        ProcessFolder folder = new ProcessFolder(pid);
        FileVersion file = folder.version();
        return new ProcessIdentity(pid, folder.stat().startTime(), file.device(), file.inode(), null, "a child", "child");
    }

    static Packet packet(int pid) throws IOException {
        return new PacketSketch().process(identity(pid));
    }

    static ProcessKey key(int pid) throws IOException {
        return ProcessKey.of(identity(pid));
    }

    /** The answer once it is there: the first may be unknown where the machine is slow. */
    static Match answer(Criterion criterion, Packet packet) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        Match match = criterion.test(packet);
        while (match == Match.UNKNOWN && System.nanoTime() < end) {
            Thread.sleep(50);
            match = criterion.test(packet);
        }
        return match;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly().waitFor();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        // Some are nobody's descendants any more.
        printed.forEach(ProcessHandle::destroyForcibly);
    }
}
