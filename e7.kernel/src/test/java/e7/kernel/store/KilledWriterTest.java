package e7.kernel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.policy.Binding;
import e7.kernel.policy.PolicyService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that saves rules all the time, at moments drawn by lot, and looks at what it left. */
class KilledWriterTest {

    private static final int KILLS = 15;
    private static final int RULES = 200;

    @TempDir
    Path folder;

    @Test
    void shouldLeaveTheOldOrTheNewRulesWhole() throws Exception {
        Path file = folder.resolve("rules");
        Random random = new Random(7);
        long last = 0;
        for (int i = 0; i < KILLS; i++) {
            last = killWhileSaving(file, random, last);
            List<String> left = Files.readAllLines(file);
            assertEquals(RULES, left.size(), "kill " + i);
            String state = left.get(0).substring(left.get(0).indexOf("name="));
            assertTrue(left.stream().allMatch(line -> line.endsWith(state)), "kill " + i + ": rules of two states");
        }
    }

    /** Returns the state that is kept, which is the last one that the writer said it had saved, or the next. */
    private long killWhileSaving(Path file, Random random, long from) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", "");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        Writer.class.getName(), file.toString(), Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        try {
            Await.until("the first save", () -> lastSaved(said) > from);
            LockSupport.parkNanos(random.nextInt((int) TimeUnit.MILLISECONDS.toNanos(60)));
        } finally {
            writer.destroyForcibly().waitFor();
        }
        long saved = lastSaved(said);
        long kept = Long.parseLong(Files.readAllLines(file).get(0).replaceFirst(".*name=", ""));
        assertTrue(kept == saved || kept == saved + 1, "saved " + saved + ", kept " + kept);
        return kept;
    }

    /** The last whole line, as the process may have been killed within one. */
    private static long lastSaved(Path said) {
        try {
            String text = Files.readString(said);
            int end = text.lastIndexOf('\n');
            return end < 0 ? -1 : Long.parseLong(text.substring(text.lastIndexOf('\n', end - 1) + 1, end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            PolicyService policy = new PolicyService(new Pipelines(), new EventLog(), new RunFigures());
            Binding.bind(policy, new FakeProvider());
            SavedRulesService saved = new SavedRulesService(policy, new EventLog(), Optional.of(Path.of(arguments[0])), 8);
            if (!saved.fault().isEmpty()) {
                throw new IllegalStateException("rules not restored: " + saved.fault());
            }
            for (long state = Long.parseLong(arguments[1]) + 1; ; state++) {
                List<String> rules = new ArrayList<>();
                for (int port = 1; port <= RULES; port++) {
                    rules.add("block dport=" + port + " name=" + state);
                }
                saved.replace(rules);
                System.out.println(state);
            }
        }
    }
}
