package e7.itest.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The launcher and the jar in a folder that every user may read, with a scratch folder that every user may write. Each run is one call of
 * {@code run/e7}.
 */
public final class Product implements AutoCloseable {

    private static final long LIMIT_SECONDS = 90;

    /** How a run ended, and what it printed. */
    public record Result(int exitCode, String out, String err) {
        /** Both outputs, to be shown when something is not as expected. */
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- out\n" + out + "--- err\n" + err;
        }
    }

    private final Path folder;
    private final Path scratch;

    /** Copies what is needed. */
    public Product() throws IOException {
        folder = Files.createTempDirectory("e7-live");
        Path root = Path.of(System.getProperty("e7.root", ".."));
        copy(root.resolve("run/e7"), folder.resolve("run/e7"));
        copy(root.resolve("run/target/e7.jar"), folder.resolve("run/target/e7.jar"));
        Files.createDirectories(folder.resolve("run/plugins"));
        copyClass(EchoServer.class);
        copyClass(Caller.class);
        copyScripts();
        scratch = Files.createDirectory(folder.resolve("scratch"));
        Programs.succeeds(List.of("chmod", "-R", "a+rX", folder.toString()));
        Programs.succeeds(List.of("chmod", "a+rwx", scratch.toString()));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void copyClass(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path to = folder.resolve("classes").resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(type.getClassLoader().getResourceAsStream(name), to);
    }

    private void copyScripts() throws IOException {
        Path from = Path.of(URI.create(Product.class.getResource("/e7/itest/scripts").toString()));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                copy(file, folder.resolve("scripts").resolve(file.getFileName()));
            }
        }
    }

    /** Where the classes are that run as programs of their own. */
    Path classes() {
        return folder.resolve("classes");
    }

    /** Where the scripts of src/test/resources are. */
    public Path scripts() {
        return folder.resolve("scripts");
    }

    /** Where tests may put files. */
    public Path scratch() {
        return scratch;
    }

    /** Writes a file that every user may read and run. */
    public Path write(String name, String text) throws IOException {
        Path file = Files.writeString(scratch.resolve(name), text);
        Programs.succeeds(List.of("chmod", "a+rx", file.toString()));
        return file;
    }

    /**
     * {@code run/e7 sandbox --rules FILE -- bash SCRIPT}, in a folder of its own, so that several may run at once. The script may use what
     * {@link #prelude} defines.
     */
    public Result sandbox(Account account, String rules, String script) throws IOException, InterruptedException {
        return sandbox(account, List.of(), rules, script);
    }

    /** The same, by way of a command that runs its arguments, such as {@code unshare -pf --mount-proc}. */
    public Result sandbox(Account account, List<String> by, String rules, String script) throws IOException, InterruptedException {
        List<String> start = new ArrayList<>(by);
        start.addAll(List.of(launcher(), "sandbox", "--rules", "rules", "--", "bash"));
        return script(account, start, prelude() + script, rules);
    }

    /** A command that gets the file of a script as its last word, in a folder of its own. */
    public Result script(Account account, List<String> command, String script) throws IOException, InterruptedException {
        return script(account, command, script, "");
    }

    private Result script(Account account, List<String> command, String script, String rules) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(scratch, "run");
        Files.writeString(own.resolve("rules"), rules);
        List<String> whole = new ArrayList<>(command);
        whole.add(Files.writeString(own.resolve("script"), script).toString());
        Programs.succeeds(List.of("chmod", "-R", "a+rwX", own.toString()));
        return run(account, own, whole);
    }

    /** The launcher's path. */
    public String launcher() {
        return folder.resolve("run/e7").toString();
    }

    /**
     * {@code serve [FILE]} starts the other end on port 8000, and what it receives goes to the file. {@code sink PORT FILE} starts one that
     * notes labels, {@code settle} waits until none can be under way any more, for no packet is held longer than 1.5 s; {@code labels FILE...}
     * prints them on one line. {@code code NAME COMMAND...} prints {@code NAME=EXIT CODE}; {@code together LINE...} runs lines side by side
     * and prints what they print in that order.
     */
    private String prelude() {
        return """
                servers=
                trap '[ -z "$servers" ] || kill $servers' EXIT
                serve() {
                  java -cp %1$s/classes -Xshare:auto -XX:TieredStopAtLevel=1 e7.itest.live.EchoServer 8000 ready > "${1:-/dev/null}" &
                  servers="$servers $!"
                  until [ -e ready ]; do sleep 0.05; done
                }
                sink() { /usr/bin/python3 $scripts/sink.py "$1" "$2" & servers="$servers $!"; until [ -e "$2" ]; do sleep 0.05; done; }
                settle() { sleep 2; }
                labels() { sort -u "$@" | paste -s -d ' '; }
                scripts=%1$s/scripts
                code() { local name=$1; shift; "$@" > /dev/null 2>&1; echo "$name=$?"; }
                together() {
                  local n=0 line jobs=
                  for line in "$@"; do n=$((n + 1)); eval "$line" > together.$n & jobs="$jobs $!"; done
                  wait $jobs
                  for line in $(seq $n); do cat together.$line; done
                }
                tcp() { timeout 2 bash -c "exec 3<>/dev/tcp/$1/8000; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; grep -q OK <&3"; }
                udp() { timeout 2 bash -c "exec 3<>/dev/udp/$1/8000; echo hello >&3; head -n 1 <&3 | grep -q hello"; }
                web() { curl -s -S -m 2 "$@" http://127.0.0.1:8000/; }
                """.formatted(folder);
    }

    /** Runs a command by an account in the scratch folder, with an end that is waited for at most 90 s. */
    public Result run(Account account, List<String> command) throws IOException, InterruptedException {
        return run(account, scratch, command);
    }

    private Result run(Account account, Path directory, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("e7-out", "");
        Path err = Files.createTempFile("e7-err", "");
        // A build in the background ignores SIGINT, and what it starts would never heed it.
        List<String> heeding = new ArrayList<>(List.of("env", "--default-signal=INT"));
        heeding.addAll(account.command(command));
        ProcessBuilder builder = new ProcessBuilder(heeding)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // One compiler: a run is over before the better one's work pays, and the runs are what the tests' time goes into.
        builder.environment().put("E7_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().put("E7_RULES", "none");
        builder.environment().putAll(Map.of("HOME", scratch.toString(), "JAVA_HOME", System.getProperty("java.home")));
        builder.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    /** The command as words. */
    static List<String> words(String first, String... rest) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(List.of(rest));
        return words;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Product::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
