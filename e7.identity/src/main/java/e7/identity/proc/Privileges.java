package e7.identity.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel lets this process see of others.
 *
 * @param seesOwnNamespace whether CAP_SYS_PTRACE is effective: then every process of our user namespace and below can be looked into
 * @param comparesTasks whether kcmp(2) may be used: /proc must show the process ids of our own pid namespace
 */
record Privileges(boolean seesOwnNamespace, boolean comparesTasks) {

    private static final int CAP_SYS_PTRACE = 19;
    private static final String EFFECTIVE = "CapEff:";

    static Privileges own() throws IOException {
        return new Privileges(hasPtrace(), isProcOurs());
    }

    /** Whether a thread certainly has the same descriptor table as its process; false if that cannot be said. */
    boolean sharesDescriptors(int process, int task) {
        return compareDescriptors(process, task) == 0;
    }

    /** How kcmp(2) orders the descriptor tables of two tasks: 0 if they are the same, 1 less, 2 greater; otherwise it cannot be said. */
    long compareDescriptors(int one, int other) {
        return comparesTasks ? Libc.syscall(Libc.SYS_KCMP, one, other, Libc.KCMP_FILES, 0, 0) : -1;
    }

    private static boolean hasPtrace() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
            if (line.startsWith(EFFECTIVE)) {
                long capabilities = Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16);
                return (capabilities >>> CAP_SYS_PTRACE & 1) != 0;
            }
        }
        return false;
    }

    private static boolean isProcOurs() throws IOException {
        String self = Files.readSymbolicLink(Path.of("/proc/self")).toString();
        return Libc.SYS_KCMP >= 0 && self.equals(Integer.toString(Libc.getpid()));
    }
}
