package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PolicyCommandsTest {

    private final FakePolicy policy = new FakePolicy();
    private final PolicyCommands commands = new PolicyCommands(policy, new FakeJournal());
    private final Gogo gogo = new Gogo().with(commands, "change", "allow", "set", "clear");

    @AfterEach
    void close() {
        gogo.close();
    }

    @Test
    void shouldHandEveryChangeToThePolicyAndSayWhatItDid() {
        assertEquals("did allow tcp", commands.allow("tcp"));
        assertEquals("did block udp", commands.block("udp"));
        assertEquals("did reject any", commands.reject("any"));
        assertEquals("did ask any", commands.ask("any"));
        assertEquals("did set unkrule block", commands.set("unkrule", "block"));
        assertEquals("did mode block", commands.mode("block"));
        assertEquals("did enable", commands.enable());
        assertEquals("did disable x", commands.disable("x"));
    }

    @Test
    void shouldClearAllOnlyWhenToldSoOrInAScript() throws Exception {
        assertEquals("did clear 3", gogo.run("clear 3"));
        assertEquals("did clear all", gogo.run("clear all"));
        CommandException fault = assertThrows(CommandException.class, () -> gogo.run("clear"));
        assertTrue(fault.getMessage().contains("clear all"), fault::getMessage);

        Sessions.script(gogo.session, true);
        assertEquals("did clear", gogo.run("clear"));
        assertEquals(List.of("clear 3", "clear all", "clear"), policy.told);
    }

    @Test
    void shouldFailWithThePolicysOneLine() {
        assertOneLine("no criterion 'bad'", () -> commands.allow("bad=1"));
        assertOneLine("no criterion 'bad'", () -> commands.explain("bad=1"));
        assertOneLine("no flag 'x'; there are mode, uptime", () -> commands.get("x"));
        assertOneLine("get does not take 'x'; see help get", () -> commands.get("mode", "x"));
    }

    @Test
    void shouldExplainAFlowThatWasSeen() {
        assertTrue(commands.explain("flow", "12").startsWith("block: rule 4 wins"));
        assertEquals(List.of("packet to port 80"), policy.told);
        assertOneLine("no flow 99 is kept; flows lists those that are", () -> commands.explain("flow", "99"));
        assertOneLine("explain flow takes the number of a flow, which flows shows, not 'x'", () -> commands.explain("flow", "x"));
    }

    private static void assertOneLine(String line, Executable command) {
        CommandException fault = assertThrows(CommandException.class, command);

        assertEquals(line, fault.getMessage());
        assertEquals(line, fault.toString());
        assertEquals(0, fault.getStackTrace().length);
    }

    @Test
    void shouldSayTheModeWhenNoneIsGiven() {
        assertEquals("mode is enabled", commands.mode());
        assertTrue(commands.mode("--json").startsWith("{\"name\":\"mode\",\"value\":\"enabled\","));
        assertEquals(List.of(), policy.told);
    }

    @Test
    void shouldMakeOneChangeOfSeveralCommandsOrNone() throws Exception {
        assertEquals("did allow tcp\ndid set unkrule block", gogo.run("change { allow tcp; set unkrule block }"));
        assertEquals(1, policy.changes);
        assertOneLine("allow bad=1: no criterion 'bad'", () -> gogo.run("change { allow udp; allow bad=1; set fail allow }"));
        assertOneLine("a change cannot stand inside another", () -> gogo.run("change { change { allow udp } }"));
        assertEquals(List.of("allow tcp", "set unkrule block"), policy.told);
        assertEquals("did allow any", gogo.run("allow any"));
    }

    @Test
    void shouldListTheFlagsOrSayOne() {
        assertEquals(
                """
                FLAG    VALUE    MAY BE         ABOUT
                mode    enabled  enabled|block  what it does as a whole
                uptime  7 s      read only      since it guards""",
                commands.get());
        assertEquals("uptime is 7 s (since it guards)", commands.get("uptime"));
        assertEquals(
                "{\"name\":\"uptime\",\"value\":\"7 s\",\"values\":[],\"readOnly\":true,\"description\":\"since it guards\"}",
                commands.get("--json", "uptime"));
        assertTrue(commands.get("--json").startsWith("[{\"name\":\"mode\","));
    }

    @Test
    void shouldExplainInTextAndAsJson() {
        assertEquals(
                """
                block: rule 4 wins
                RULE  OUTCOME  WHY                 TEXT
                   4  wins     it is the only one  block user=alice""",
                commands.explain("user=alice"));
        assertEquals(
                "{\"action\":\"block\",\"reason\":\"rule 4 wins\",\"candidates\":[{\"id\":4,\"text\":\"block user=alice\","
                        + "\"outcome\":\"wins\",\"why\":\"it is the only one\"}]}",
                commands.explain("--json", "user=alice"));
    }
}
