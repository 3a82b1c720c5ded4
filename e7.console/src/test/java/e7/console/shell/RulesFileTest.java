package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.engine.Explanation;
import e7.api.engine.FlagInfo;
import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.engine.RuleFinding;
import e7.api.packet.Packet;
import e7.api.rule.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

    @TempDir
    private Path folder;

    private Path file;
    private final ScriptedPolicy policy = new ScriptedPolicy();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("rules.e7");
    }

    @Test
    void shouldApplyAllLinesAtOnceWithOrWithoutScope() throws Exception {
        Files.writeString(file, "# first\n\n  allow udp  \ne7:block tcp\n");

        new RulesFile(file).applyTo(policy);

        assertEquals(List.of("# first", "", "allow udp", "block tcp"), policy.applied);
    }

    @Test
    void shouldNameFileAndLineWhenAStatementIsWrong() throws Exception {
        Files.writeString(file, "# first\n\nbad udp\nallow udp\n");

        LaunchFailure fault = assertThrows(LaunchFailure.class, () -> new RulesFile(file).applyTo(policy));

        assertEquals(file + ":3: no such command: bad", fault.getMessage());
        assertEquals(LaunchFailure.BAD_INPUT, fault.exitCode());
        assertEquals(List.of(), policy.applied);
    }

    @Test
    void shouldSayThatTheFileIsMissing() {
        LaunchFailure fault = assertThrows(LaunchFailure.class, () -> new RulesFile(file).applyTo(policy));

        assertEquals("no such file: " + file, fault.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNoText() throws IOException {
        Files.write(file, new byte[] {'a', (byte) 0xff, '\n'});

        LaunchFailure fault = assertThrows(LaunchFailure.class, () -> new RulesFile(file).applyTo(policy));

        assertEquals(file + ": is not UTF-8 text", fault.getMessage());
    }

    /** Refuses statements that begin with {@code bad}, and remembers the others. */
    private static final class ScriptedPolicy implements Policy {

        private List<String> applied = List.of();

        @Override
        public List<String> apply(List<String> statements) throws PolicyException {
            for (int i = 0; i < statements.size(); i++) {
                if (statements.get(i).startsWith("bad")) {
                    throw new PolicyException(i, "no such command: bad");
                }
            }
            applied = List.copyOf(statements);
            return statements;
        }

        @Override
        public List<String> check(List<String> statements) {
            return statements.stream().map(statement -> "").toList();
        }

        @Override
        public List<RuleInfo> rules() {
            return List.of();
        }

        @Override
        public List<FlagInfo> flags() {
            return List.of();
        }

        @Override
        public Explanation explain(String question) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public List<RuleFinding> review() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Explanation explain(Packet packet) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> complete(String statementSoFar) {
            return List.of();
        }

        @Override
        public List<String> criteria() {
            return List.of();
        }
    }
}
