package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandsTest {

    @TempDir
    Path folder;

    private final FakeSavedRules saved = new FakeSavedRules();
    private final Gogo gogo = new Gogo().with(new RulesCommands(new FakePolicy(), saved), "rules");

    @BeforeEach
    void enter() {
        gogo.session.currentDir(folder);
    }

    @AfterEach
    void close() {
        gogo.close();
    }

    private String run(String text) throws Exception {
        return (String) gogo.run(text);
    }

    private void assertFault(String line, String text) {
        assertEquals(line, assertThrows(CommandException.class, () -> gogo.run(text)).getMessage());
    }

    @Test
    void shouldListTheRulesWithTheirState() throws Exception {
        String list = """
                RULE  HITS  LAST HIT             ACTION  ABOUT        STATE
                   4     0                       block   user=alice   SUSPENDED: no criterion 'user'
                   1    12  2026-01-02 03:04:05  allow   any          until restart
                   0   345                       allow   path=kernel  built in""";
        assertEquals(list, run("rules"));
        assertEquals(list, run("rules list"));
        assertFault("rules takes list, check, export, import, diff, versions, restore, not 'x'; see help rules", "rules x");
        assertFault("rules does not take 'x'; see help rules", "rules list x");
    }

    @Test
    void shouldSayWhatCanHardlyBeMeant() throws Exception {
        assertEquals("rule 4 can never win", run("rules check"));
        assertEquals("[{\"rule\":4,\"other\":1,\"text\":\"rule 4 can never win\"}]", run("rules check --json"));
    }

    @Test
    void shouldListTheRulesAsJson() throws Exception {
        String json = run("rules --json");
        assertTrue(json.startsWith("[{\"id\":4,\"text\":\"block user=alice\",\"action\":\"block\",\"criteria\":[\"user=alice\"],"), json);
        assertTrue(json.endsWith("\"builtIn\":true,\"expires\":\"\",\"hits\":345,\"lastHit\":\"\"}]"), json);
    }

    @Test
    void shouldExportToAFileThatIsNotThere() throws Exception {
        assertEquals("# first\nallow tcp", run("rules export"));
        assertEquals("2 lines written to " + folder.resolve("out"), run("rules export out"));
        assertEquals("# first\nallow tcp\n", Files.readString(folder.resolve("out")));
        assertFault("is there already: " + folder.resolve("out"), "rules export out");
        assertFault("cannot write /proc/self/out: NoSuchFile", "rules export /proc/self/out");
    }

    @Test
    void shouldImportAndSayWhatIsDifferent() throws Exception {
        Path file = Files.writeString(folder.resolve("in"), "# first\nallow udp\n");
        assertEquals("- allow tcp\n+ allow udp", run("rules diff in"));
        assertEquals(file + " is in force:\n- allow tcp\n+ allow udp", run("rules import in"));
        assertEquals(file + " is in force, which changes nothing", run("rules import in"));
        Files.writeString(file, "allow udp\nallow bad=1\n");
        assertFault(file + ":2: no criterion 'bad'", "rules import in");
        assertEquals(List.of("# first", "allow udp"), saved.text());
        assertFault("no such file: " + folder.resolve("none"), "rules import none");
        assertFault("rules import takes a file", "rules import");
    }

    @Test
    void shouldCompareAndRestoreVersions() throws Exception {
        saved.replace(List.of("# first", "allow tcp", "block udp"));
        saved.replace(List.of("block udp"));
        assertEquals("- # first\n- allow tcp", run("rules diff"));
        assertEquals("- # first\n- allow tcp\n+ block udp", run("rules diff 1"));
        assertTrue(run("rules versions").matches("(?s)VERSION +IN FORCE SINCE +RULES\n +3 +19.*\n +2 .*\n +1 .*"), run("rules versions"));
        assertEquals("version 2 is in force:\n+ # first\n+ allow tcp", run("rules restore"));
        assertEquals("version 1 is in force:\n- block udp", run("rules restore 1"));
        assertFault("no version 99", "rules restore 99");
        assertFault("rules restore takes the number of a version, not 'x'; rules versions lists them", "rules restore x");
    }

    @Test
    void shouldSayThatNothingIsKept() throws Exception {
        saved.file = "";
        assertFault("the rules are not kept, so there is no earlier version", "rules restore");
        assertEquals("the rules last as long as this run; start E7 with --keep FILE to keep them", run("rules versions"));
    }
}
