package e7.cache.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs this module's jcstress tests when asked: {@code mvn -pl e7.cache -am verify -De7.jcstress=true}. They take half a minute, most of it
 * for jcstress to get to know the machine; {@code CacheTortureContract} is what every build runs.
 */
@EnabledIfSystemProperty(named = "e7.jcstress", matches = "true", disabledReason = "takes half a minute; asked for by -De7.jcstress=true")
class JcstressTest {

    private static final long LIMIT_SECONDS = 120;

    @Test
    void shouldFindNoForbiddenOutcome(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        // One virtual machine for each test, everything compiled: what matters here is the order in which the processor does things.
        Process jcstress = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-t", "e7.cache", "-m", "quick", "-f", "1", "-fsm", "1", "-iters", "5", "-time", "500",
                        "-sc", "false", "-jvmArgs", "-XX:TieredStopAtLevel=4", "-r", folder.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = jcstress.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            jcstress.destroyForcibly().waitFor();
        }
        assertEquals(0, ended ? jcstress.exitValue() : -1, () -> read(output));
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
