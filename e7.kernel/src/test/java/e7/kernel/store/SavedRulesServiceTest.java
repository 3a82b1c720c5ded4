package e7.kernel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.PolicyException;
import e7.api.engine.SavedRules.Version;
import e7.api.packet.PacketSketch;
import e7.api.rule.RuleInfo;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.policy.Binding;
import e7.kernel.policy.PolicyService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRulesServiceTest {

    @TempDir
    Path folder;

    private final List<Run> runs = new ArrayList<>();
    private Path file;

    /** One run of the kernel with its rules kept in {@link #file}. */
    private final class Run {
        private final Pipelines pipelines = new Pipelines();
        private final EventLog events = new EventLog();
        private final PolicyService policy = new PolicyService(pipelines, events, new RunFigures());
        private final FakeProvider provider = new FakeProvider();
        private final SavedRulesService saved;

        Run(boolean pluginFirst) {
            if (pluginFirst) {
                Binding.bind(policy, provider);
            }
            saved = new SavedRulesService(policy, events, Optional.of(file), 4);
            runs.add(this);
        }

        List<String> rules() {
            return policy.rules().stream().filter(rule -> !rule.builtIn()).map(RuleInfo::text).sorted().toList();
        }

        String decidedBy(int port) {
            return pipelines.current().rules().decide(new PacketSketch().destinationPort(port)).decidedBy();
        }

        void close() {
            saved.deactivate();
            Binding.end(policy);
        }
    }

    @BeforeEach
    void choose() throws IOException {
        file = Files.createDirectory(folder.resolve("e7")).resolve("rules");
    }

    @AfterEach
    void end() {
        runs.forEach(Run::close);
    }

    private Run run() {
        Run run = new Run(true);
        assertEquals("", run.saved.fault());
        return run;
    }

    @Test
    void shouldKeepEveryChangeForTheNextRun() throws PolicyException, IOException {
        Run first = run();
        assertFalse(Files.exists(file));
        first.policy.apply(List.of("block dport=1", "allow dport=2 name=two", "set unkrule reject", "mode observe"));
        first.policy.apply(List.of("clear name=two"));
        assertEquals(List.of("set mode observe", "set unkrule reject", "block dport=1"), Files.readAllLines(file));
        Run second = run();
        assertEquals(List.of("block dport=1"), second.rules());
        assertEquals("unkrule=reject", second.decidedBy(2));
        assertEquals(first.saved.text(), second.saved.text());
    }

    @Test
    void shouldKeepWhatWasWrittenByHandAsItStands() throws PolicyException, IOException {
        Files.writeString(file, """
                # who may do what
                clear
                e7:set  unkrule   block   # deny by default

                allow dport=1   # web
                allow dport=2
                """);
        Run run = run();
        run.policy.apply(List.of("clear dport=2", "block dport=3", "set unkrule reject", "set fail reject"));
        assertEquals(List.of("# who may do what", "clear", "set unkrule reject", "", "allow dport=1   # web", "set fail reject", "block dport=3"),
                Files.readAllLines(file));
        assertEquals(List.of("allow dport=1", "block dport=3"), run().rules());
    }

    @Test
    void shouldKeepAnEndAsAMomentAndForgetWhatIsForThisRun() throws PolicyException, IOException {
        Files.writeString(file, "block dport=1 for=1h\n");
        Run first = run();
        assertTrue(Files.readString(file).startsWith("block dport=1 until=2"), Files.readString(file));
        first.policy.apply(List.of("block dport=2 until=restart", "block dport=3 until=2101-01-01T00:00"));
        String text = Files.readString(file);
        assertFalse(text.contains("dport=2"), text);
        assertTrue(text.contains("dport=3 until=2101-01-01T00:00"), text);
        Files.writeString(file, text + "block dport=4 until=2001-01-01T00:00\nblock dport=5 until=restart\n");
        Run second = run();
        assertEquals(2, second.rules().size(), second.rules().toString());
    }

    @Test
    void shouldRestoreRulesWhosePluginsComeLater() throws PolicyException, IOException {
        Files.writeString(file, "block dport=1\n");
        Run run = new Run(false);
        assertEquals("", run.saved.fault());
        assertTrue(run.policy.rules().get(0).isSuspended() || run.policy.rules().get(1).isSuspended());
        assertEquals("fail=block", run.decidedBy(1));
        Binding.bind(run.policy, run.provider);
        assertEquals("rule 1", run.decidedBy(1));
        assertEquals("block dport=1\n", Files.readString(file));
    }

    @Test
    void shouldTakeOverAnEditAndKeepTheRulesThatStand() throws PolicyException, IOException {
        Run run = run();
        run.policy.apply(List.of("block dport=1", "block dport=2", "block dport=9 until=restart"));
        long generation = run.pipelines.current().generation();
        Files.writeString(file, "block dport=2\n# three\nblock dport=3\n");
        Await.until("the edit is taken over", () -> run.pipelines.current().generation() > generation);
        assertEquals(generation + 1, run.pipelines.current().generation());
        assertEquals(List.of("block dport=2", "block dport=3", "block dport=9 until=restart"), run.rules());
        assertEquals("rule 2", run.decidedBy(2));
        assertEquals(List.of(2L, 1L), run.saved.versions().stream().map(Version::number).toList());
    }

    @Test
    void shouldLeaveTheRulesInForceWhenAnEditIsWrong() throws PolicyException, IOException {
        Run run = run();
        run.policy.apply(List.of("block dport=1"));
        Files.writeString(file, "block dport=1\nblock dport=web\n");
        String fault = file + ":2: dport= takes a number, not 'web'; the rules in force are unchanged until it is mended";
        Await.until("the fault is said", () -> run.saved.warnings().equals(List.of(fault)));
        assertEquals(List.of("block dport=1"), run.rules());
        PolicyException refused = assertThrows(PolicyException.class, () -> run.policy.apply(List.of("block dport=5")));
        assertEquals(fault, refused.getMessage());
        assertEquals("block dport=1\nblock dport=web\n", Files.readString(file));
        Files.writeString(file, "block dport=1\nblock dport=8\n");
        Await.until("the mended file is in force", () -> run.rules().size() == 2);
        assertEquals(List.of(), run.saved.warnings());
        run.policy.apply(List.of("block dport=5"));
        assertEquals("block dport=1\nblock dport=8\nblock dport=5\n", Files.readString(file));
    }

    @Test
    void shouldStartWithTheLastVersionWhenTheFileIsWrong() throws PolicyException, IOException {
        run().policy.apply(List.of("block dport=1", "set unkrule block"));
        String broken = "set unkrule blokc\n";
        Files.writeString(file, broken);
        Run second = run();
        assertEquals(List.of("block dport=1"), second.rules());
        assertEquals("unkrule=block", second.decidedBy(2));
        assertTrue(second.saved.warnings().get(0).startsWith(file + ":1: the flag unkrule takes"), second.saved.warnings().toString());
        assertThrows(PolicyException.class, () -> second.policy.apply(List.of("block dport=5")));
        assertEquals(broken, Files.readString(file));
    }

    @Test
    void shouldSayThatNothingCanBeRestored() throws IOException {
        Files.writeString(file, "block dport=1\nnosuch\n");
        Run run = new Run(true);
        assertTrue(run.saved.fault().startsWith(file + ":2: no command 'nosuch'"), run.saved.fault());
        Files.write(file, new byte[] {'b', (byte) 0xff, '\n'});
        assertTrue(new Run(true).saved.fault().contains("not UTF-8"));
    }

    @Test
    void shouldTrustNoFileThatOthersCanWrite() throws IOException {
        Files.writeString(file, "block dport=1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertTrue(new Run(true).saved.fault().contains("chmod go-w"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(new Run(true).saved.fault().contains("chmod go-w"));
    }

    @Test
    void shouldChangeNothingThatCannotBeSaved() throws PolicyException, IOException {
        Run run = run();
        run.policy.apply(List.of("block dport=1"));
        // Where the new text would be written stands a folder that is not empty.
        Files.createDirectories(file.resolveSibling("rules.new").resolve("in the way"));
        PolicyException refused = assertThrows(PolicyException.class, () -> run.policy.apply(List.of("block dport=2")));
        assertTrue(refused.getMessage().startsWith("the rules cannot be saved in " + file), refused.getMessage());
        assertTrue(refused.getMessage().endsWith("nothing was changed"), refused.getMessage());
        assertEquals(List.of("block dport=1"), run.rules());
        assertEquals(List.of("block dport=1"), run().rules());
    }

    @Test
    void shouldKeepTheLatestVersionsAndRestoreOne() throws PolicyException {
        Run run = run();
        for (int port = 1; port <= 6; port++) {
            run.policy.apply(List.of("block dport=" + port));
        }
        assertEquals(List.of(6L, 5L, 4L, 3L), run.saved.versions().stream().map(Version::number).toList());
        assertEquals(6, run.saved.versions().get(0).rules());
        run.saved.replace(run.saved.version(3));
        assertEquals(List.of("block dport=1", "block dport=2", "block dport=3"), run.rules());
        assertThrows(PolicyException.class, () -> run.saved.version(99));
    }

    @Test
    void shouldSaveARuleThatEndedAway() throws PolicyException, IOException {
        Run run = run();
        run.policy.apply(List.of("block dport=1", "block dport=2 for=1s"));
        Await.until("the rule ends", () -> run.rules().size() == 1);
        Await.until("the file follows", () -> run.saved.text().equals(List.of("block dport=1")));
        assertEquals("block dport=1\n", Files.readString(file));
    }
}
