package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what is typed, through Gogo, to what the policy reads. */
class StatementsTest {

    private final FakePolicy policy = new FakePolicy();
    private final Gogo gogo = new Gogo().with(new PolicyCommands(policy, new FakeJournal()), "allow", "block", "reject", "clear", "set", "mode", "explain");

    @AfterEach
    void close() {
        gogo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow protocol=udp dport=53 user=alice path=/usr/bin/dig",
                "block user!=alice",
                "allow tcp /usr/bin/nc",
                "allow any /usr/bin/",
                "block path=/usr/bin/* user=*",
                "block path=/tmp/a?b",
                "allow sport=1-5 dport=1-5,80,443",
                "reject dst=::/0",
                "reject dst=fe80::1 src=10.0.0.0/8,::1",
                "block user!=alice,bob until=2026-01-01T00:00 for=10m log priority=-5",
                "clear all",
                "clear 3",
                "clear name=dns",
                "set unkrule block",
                "mode observe",
            })
    void shouldReachThePolicyAsTyped(String statement) throws Exception {
        gogo.run(statement);

        assertEquals(List.of(statement), policy.told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "allow udp name=\"dns ok\"                | allow udp \"name=dns ok\"",
                "allow udp 'name=dns ok'                  | allow udp \"name=dns ok\"",
                "allow udp name=dns\\ ok                  | allow udp \"name=dns ok\"",
                "allow udp 'name=a \"b\" c'               | allow udp \"name=a \\\"b\\\" c\"",
                "allow udp 'name=a\\b'                    | allow udp \"name=a\\\\b\"",
                "allow udp 'name=#1'                      | allow udp \"name=#1\"",
                "allow udp ''                             | allow udp \"\"",
                "allow 'dst=fe80::1%eth0'                 | allow dst=fe80::1%eth0",
                "block 'path=/tmp/$x{y}[z](a)'            | block path=/tmp/$x{y}[z](a)",
                "block path=\"/tmp/naïve 日本\"            | block \"path=/tmp/naïve 日本\"",
                "e7:allow udp                             | allow udp",
                "allow   udp    dport=53   # a comment    | allow udp dport=53",
            })
    void shouldReachThePolicyWholeWhenQuoted(String typed, String statement) throws Exception {
        gogo.run(typed);

        assertEquals(List.of(statement), policy.told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear $id", "clear null", "block udp $path", "set unkrule $action", "mode $mode", "explain $question"})
    void shouldBeRefusedWhenAWordIsNoWord(String typed) {
        CommandException fault = assertThrows(CommandException.class, () -> gogo.run(typed));

        assertEquals("a word is null, or a variable that is not set; single quotes keep a word as it is", fault.getMessage());
        assertEquals(List.of(), policy.told);
    }

    @Test
    void shouldReachThePolicyWhenTheWordNullIsQuoted() throws Exception {
        gogo.run("block user='null'");
        gogo.run("clear 'null'");

        assertEquals(List.of("block user=null", "clear null"), policy.told);
    }

    /** What the README warns of: Gogo gives no sign of it, so no command can tell. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block path=/opt/$x      | block path=/opt/",
                "block path=/opt/{a,b}   | block path=/opt/a path=/opt/b",
            })
    void shouldReachThePolicyAlteredWhenNotQuoted(String typed, String statement) throws Exception {
        gogo.run(typed);

        assertEquals(List.of(statement), policy.told);
    }

    @Test
    void shouldGiveTheQuestionWithoutTheCommand() throws Exception {
        gogo.run("explain tcp 'path=/opt/a b/c' --json");

        assertEquals(List.of("tcp \"path=/opt/a b/c\""), policy.told);
    }

    @Test
    void shouldNotReachThePolicyWhenGogoDoesNotUnderstand() {
        assertThrows(Exception.class, () -> gogo.run("block name=%x"));
        assertThrows(Exception.class, () -> gogo.run("block }"));

        assertEquals(List.of(), policy.told);
    }
}
