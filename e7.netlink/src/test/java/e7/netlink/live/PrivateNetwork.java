package e7.netlink.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a test's main class in a child process within a network namespace of its own, so that nothing of the machine's is touched. */
public final class PrivateNetwork {
    private static final long TIMEOUT_SECONDS = 120;
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";

    private PrivateNetwork() {}

    /** As root in the initial user namespace. */
    public static void runAsRoot(Class<?> main, String scenario) throws IOException, InterruptedException {
        run(List.of("unshare", "--net"), main, scenario);
    }

    /** As root of a new user namespace, which any user may have. */
    static void runInUserNamespace(Class<?> main, String scenario) throws IOException, InterruptedException {
        run(List.of("unshare", "--user", "--map-root-user", "--net"), main, scenario);
    }

    /** As root whose capabilities have gone. */
    static void runUnprivileged(Class<?> main, String scenario) throws IOException, InterruptedException {
        run(List.of("unshare", "--net", "setpriv", "--bounding-set=-all", "--inh-caps=-all"), main, scenario);
    }

    private static void run(List<String> unshare, Class<?> main, String scenario) throws IOException, InterruptedException {
        List<String> probe = new ArrayList<>(unshare);
        probe.add("true");
        Result possible = execute(probe);
        assumeTrue(possible.status == 0, () -> "no private network namespace here: " + possible.output);
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of(JAVA, "-ea", "-cp", System.getProperty("java.class.path"), main.getName(), scenario));
        Result result = execute(command);
        assertEquals(0, result.status, result.output);
    }

    private static Result execute(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Result(-1, e.getMessage());
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Result(-1, output + "\ntimeout");
        }
        return new Result(process.exitValue(), output);
    }

    private record Result(int status, String output) {}
}
