package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.RulesImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForeignImportTest {

    private final FakePolicy policy = new FakePolicy();
    private final RulesCommands commands = new RulesCommands(policy, new FakeSavedRules());
    private final Gogo gogo = new Gogo().with(commands, "rules");

    private static RulesImporter.ForeignRule rule(String name, String statement, boolean inForce, String remark) {
        List<List<String>> statements = statement.isEmpty() ? List.of() : List.of(List.of(statement.split("\\|")));
        return new RulesImporter.ForeignRule(name, statements, inForce, name.startsWith("deny"), remark);
    }

    private List<RulesImporter.ForeignRule> rules = List.of(
            rule("deny a", "block|path=/x y|name=deny a", true, "/x y is a link"),
            rule("allow-b", "allow|bad=1", true, ""),
            rule("deny-c", "block|udp", false, ""),
            rule("deny-d", "", true, "names of hosts are not looked up"),
            rule("allow-e", "allow|tcp", true, ""));

    private final RulesImporter importer = new RulesImporter() {
        @Override
        public String format() {
            return "other";
        }

        @Override
        public Imported read(Path path) throws IOException {
            if (!path.equals(Path.of("/etc/other"))) {
                throw new IOException("no such file or folder: " + path);
            }
            return new Imported(rules, List.of("a note"));
        }
    };

    @BeforeEach
    void enter() {
        commands.importers = List.of(importer);
        gogo.session.currentDir(Path.of("/etc"));
    }

    @AfterEach
    void close() {
        gogo.close();
    }

    private String run(String text) throws Exception {
        return (String) gogo.run(text);
    }

    private static final String LINES =
            """
            RULE THERE                RULE HERE, OR WHY NOT
            deny a      carried over  block "path=/x y" "name=deny a"  (/x y is a link)
            allow-b     LEFT OUT      no criterion 'bad'
            deny-c      disabled      block udp
            deny-d      LEFT OUT      names of hosts are not looked up
            allow-e     carried over  allow tcp
            - a note
            """;
    private static final String LOST = "; 1 of those left out forbids, or may forbid, what is not forbidden here";

    @Test
    void shouldApplyAllThatCanBeSaidAsOneChangeAndReportEachRule() throws Exception {
        assertEquals(LINES + "2 of 5 carried over; they are in force beside the present rules" + LOST, run("rules import --from other other"));
        assertEquals(List.of("block \"path=/x y\" \"name=deny a\"", "allow tcp"), policy.told);
        assertEquals(1, policy.changes);
    }

    @Test
    void shouldPutThemInThePlaceOfTheFormerRules() throws Exception {
        String report = run("rules import --replace --from other /etc/other");
        assertEquals(LINES + "2 of 5 carried over; they are in force in the place of the former rules" + LOST, report);
        assertEquals(List.of("clear", "block \"path=/x y\" \"name=deny a\"", "allow tcp"), policy.told);
        assertEquals(1, policy.changes);
    }

    @Test
    void shouldChangeNothingInADryRun() throws Exception {
        String report = run("rules import other --from other --dry-run --replace");
        assertEquals(LINES + "2 of 5 carried over; nothing was changed, as this is a dry run" + LOST, report);
        assertEquals(0, policy.changes);
    }

    @Test
    void shouldClearNothingForNothing() throws Exception {
        rules = List.of(rule("allow", "", true, "it has no condition"));
        assertTrue(run("rules import --replace --from other other").endsWith("\n0 of 1 carried over; nothing was changed"));
        assertEquals(0, policy.changes);
    }

    @Test
    void shouldReportAsJson() throws Exception {
        String json = run("rules import --from other other --json");
        assertTrue(json.startsWith("{\"rules\":[{\"rule\":\"deny a\",\"outcome\":\"carried over\",\"restricts\":true,"
                + "\"statements\":[\"block \\\"path=/x y\\\" \\\"name=deny a\\\"\"],\"remark\":\"/x y is a link\"},"), json);
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() {
        assertFault("nothing here reads the rules of 'x'; there are other", "rules import --from x other");
        assertFault("rules: --from takes a format: other", "rules import other --from");
        assertFault("rules import takes a file", "rules import --from other");
        assertFault("no such file or folder: /etc/none", "rules import --from other none");
        assertFault("rules does not take 'more'; see help rules", "rules import --from other other more");
        assertEquals(0, policy.changes);
    }

    private void assertFault(String line, String text) {
        assertEquals(line, assertThrows(CommandException.class, () -> gogo.run(text)).getMessage());
    }
}
