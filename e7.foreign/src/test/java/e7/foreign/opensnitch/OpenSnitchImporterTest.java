package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.RulesImporter.ForeignRule;
import e7.api.engine.RulesImporter.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSnitchImporterTest {

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(above.resolve("rules"));
    }

    private void rule(String file, String name, String action, String more, String operator) throws IOException {
        Files.writeString(folder.resolve(file), """
                {"name": "%s", "action": "%s", "duration": "always", "enabled": true, %s "operator": %s}
                """.formatted(name, action, more, operator));
    }

    private void rule(String name, String action, String port) throws IOException {
        rule(name + ".json", name, action, "", port(port));
    }

    private static String port(String port) {
        return "{\"type\": \"simple\", \"operand\": \"dest.port\", \"data\": \"" + port + "\", \"sensitive\": false}";
    }

    private Imported read() throws IOException {
        return new OpenSnitchImporter().read(folder);
    }

    private static String line(ForeignRule rule) {
        String what = rule.statements().stream().map(words -> String.join("|", words)).collect(Collectors.joining(";"));
        return rule.name() + (rule.inForce() ? "" : " (disabled)") + (rule.restricts() ? " (forbids)" : "") + ": " + what + rule.remark();
    }

    private List<String> lines() throws IOException {
        return read().rules().stream().map(OpenSnitchImporterTest::line).toList();
    }

    @Test
    void shouldCarryOverAFolder() throws IOException {
        rule("z.json", "000-allow-localhost", "allow", "\"precedence\": true,", """
                {"type": "simple", "operand": "dest.ip", "data": "127.0.0.1"}""");
        rule("deny-mail", "deny", "25");
        rule("reject-telnet", "reject", "23");
        rule("allow web", "allow", "443");
        rule("deny-host.json", "deny-host", "deny", "", """
                {"type": "simple", "operand": "dest.host", "data": "example.org"}""");
        rule("off.json", "off", "deny", "\"enabled\": false,".replace("\"enabled\"", "\"x\""), port("80"));
        Files.writeString(folder.resolve("off.json"), Files.readString(folder.resolve("off.json")).replace("\"enabled\": true", "\"enabled\": false"));
        Files.writeString(folder.resolve("notes.txt"), "not a rule");
        assertEquals(
                List.of(
                        "000-allow-localhost: allow|protocol=tcp,udp,udplite,sctp,icmp|dst=127.0.0.1|direction=out|priority=-1|name=000-allow-localhost",
                        "allow web: allow|protocol=tcp,udp,udplite,sctp|dport=443|direction=out|priority=-4|name=allow web",
                        "deny-host (forbids): dest.host: names of hosts are not looked up",
                        "deny-mail (forbids): block|dport=25|direction=out|priority=-2|name=deny-mail",
                        "off (disabled) (forbids): block|dport=80|direction=out|priority=-1|name=off",
                        "reject-telnet (forbids): reject|dport=23|direction=out|priority=-3|name=reject-telnet"),
                lines());
    }

    @Test
    void shouldOrderNamesByTheirBytes() throws IOException {
        // U+FF5E is behind U+1F600 in UTF-16, and before it in UTF-8.
        rule("1.json", "\\ud83d\\ude00", "deny", "", port("1"));
        rule("2.json", "\\uff5e", "allow", "\"precedence\": true,", port("1"));
        List<ForeignRule> rules = read().rules();
        assertEquals(List.of("\uff5e", "\ud83d\ude00"), rules.stream().map(ForeignRule::name).toList());
        assertTrue(rules.get(0).statements().get(0).contains("priority=-1"), rules::toString);
    }

    @Test
    void shouldLetTheLaterFileHaveTheName() throws IOException {
        rule("b.json", "same", "deny", "", port("1"));
        rule("a.json", "same", "allow", "", port("2"));
        rule(".c.json", "same", "allow", "", port("3"));
        assertEquals(
                List.of(
                        "same: b.json has the same name, and OpenSnitch reads it later",
                        "same: b.json has the same name, and OpenSnitch reads it later",
                        "same (forbids): block|dport=1|direction=out|priority=-1|name=same"),
                lines());
    }

    @Test
    void shouldReportAFileThatIsWrongAndGoOn() throws IOException {
        rule("good", "allow", "443");
        Files.writeString(folder.resolve("bad.json"), "{\"name\": \"bad\",\n  \"action\": deny}");
        Files.createDirectory(folder.resolve("dir.json"));
        rule("act.json", "act", "Allow", "", port("1"));
        rule("once.json", "once", "allow", "", port("1"));
        Files.writeString(folder.resolve("once.json"), Files.readString(folder.resolve("once.json")).replace("always", "once"));
        List<String> lines = lines();
        assertEquals("act (forbids): its action is 'Allow'", lines.get(0));
        assertTrue(lines.get(1).startsWith("bad.json (forbids): bad.json:2:13: "), lines::toString);
        assertEquals("dir.json (forbids): dir.json: is no regular file", lines.get(2));
        assertTrue(lines.get(3).startsWith("good: allow|"), lines::toString);
        assertEquals("once: it was for one connection", lines.get(4));
    }

    @Test
    void shouldGiveNamesWithoutControlCharactersAndFilesForThoseWithoutOne() throws IOException {
        rule("a.json", "x\\ny\\u001b[2J\\\"z", "deny", "", port("1"));
        rule("b.json", "", "deny", "", port("1"));
        List<ForeignRule> rules = read().rules();
        assertEquals("name=b.json", rules.get(0).statements().get(0).get(4));
        assertEquals("name=x?y?[2J\"z", rules.get(1).statements().get(0).get(4));
    }

    @Test
    void shouldReadNamesOfNetworksFromTheFileBesideTheFolder() throws IOException {
        rule("lan.json", "lan", "allow", "", "{\"type\": \"network\", \"operand\": \"dest.network\", \"data\": \"LAN\"}");
        assertTrue(lines().get(0).contains("no name in a file network_aliases.json beside the folder"));
        Path aliases = Files.writeString(above.resolve("network_aliases.json"), "{\"LAN\": [\"192.168.0.0/16\"]}");
        assertTrue(lines().get(0).contains("|dst=192.168.0.0/16|"));
        Files.writeString(aliases, "{\"LAN\": 5}");
        assertEquals("network_aliases.json:1:9: a list of networks is wanted here", assertThrows(IOException.class, this::read).getMessage());
    }

    @Test
    void shouldReadOneFile() throws IOException {
        rule("a", "deny", "1");
        rule("b", "deny", "2");
        assertEquals(1, new OpenSnitchImporter().read(folder.resolve("b.json")).rules().size());
    }

    @Test
    void shouldSayThatThereIsNothing() {
        assertEquals("no rules in " + folder + ": there is no file *.json", assertThrows(IOException.class, this::read).getMessage());
        Path none = above.resolve("none");
        assertEquals(
                "no such file or folder: " + none,
                assertThrows(IOException.class, () -> new OpenSnitchImporter().read(none)).getMessage());
    }

    @Test
    void shouldSayThatLetterCaseCountsWhereItDidNot() throws IOException {
        rule("port", "deny", "1");
        assertFalse(read().notes().toString().contains("letter case"));
        rule("p.json", "path", "deny", "", "{\"type\": \"simple\", \"operand\": \"process.path\", \"data\": \"/nosuch/x\"}");
        assertTrue(read().notes().toString().contains("letter case"));
    }

    @Test
    void shouldReadAHugeFolder() throws IOException {
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            rule("rule-%05d".formatted(i), i % 2 == 0 ? "deny" : "allow", String.valueOf(1 + i));
        }
        List<ForeignRule> rules = read().rules();
        assertEquals(count, rules.size());
        assertEquals(
                "rule-00000 (forbids): block|dport=1|direction=out|priority=-1|name=rule-00000",
                line(rules.get(0)));
        assertEquals(
                "rule-19999: allow|protocol=tcp,udp,udplite,sctp|dport=20000|direction=out|priority=-2|name=rule-19999",
                line(rules.get(count - 1)));
    }
}
