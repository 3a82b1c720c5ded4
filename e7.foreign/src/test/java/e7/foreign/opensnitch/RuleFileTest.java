package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.foreign.opensnitch.SnitchRule.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

    private static final String RULE =
            """
            {
              "created": "2026-01-31T12:00:00+01:00",
              "name": "deny-mail",
              "description": "no mail\\nfrom here",
              "action": "deny",
              "duration": "always",
              "operator": {
                "operand": "list",
                "data": "",
                "type": "list",
                "list": [
                  {"operand": "process.path", "data": "/usr/bin/nc", "type": "simple", "list": null, "sensitive": true},
                  {"operand": "dest.port", "data": "^(25|465)$", "type": "regexp", "list": [], "sensitive": false}
                ],
                "sensitive": false
              },
              "enabled": true,
              "precedence": true,
              "nolog": false
            }
            """;

    @TempDir
    Path folder;

    private SnitchRule read(String text) throws IOException {
        return RuleFile.read(Files.writeString(folder.resolve("r.json"), text));
    }

    @Test
    void shouldReadARule() throws IOException {
        Operator path = new Operator("simple", "process.path", "/usr/bin/nc", true, List.of());
        Operator port = new Operator("regexp", "dest.port", "^(25|465)$", false, List.of());
        assertEquals(
                new SnitchRule("deny-mail", "deny", "always", true, true, new Operator("list", "list", "", false, List.of(path, port))),
                read(RULE));
    }

    @Test
    void shouldTakeWhatGoTakes() throws IOException {
        assertEquals(
                new SnitchRule("a", "", "", true, false, new Operator("", "", "", false, List.of())),
                read("{\"NAME\":\"a\",\"Enabled\":true,\"action\":null,\"operator\":null,\"more\":[{\"x\":1}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | r.json:1:1: a rule is wanted here",
        "[] | r.json:1:1: a rule is wanted here",
        "'{\"name\": 5}' | r.json:1:10: text for 'name' is wanted here",
        "'{\"enabled\": \"true\"}' | r.json:1:13: true or false for 'enabled' is wanted here",
        "'{\"operator\": []}' | r.json:1:14: an operator is wanted here",
        "'{\"operator\": {\"list\": [null]}}' | r.json:1:24: an operator is wanted here",
        "'{\"operator\": {\"list\": {}}}' | r.json:1:23: a list of operators is wanted here",
        "'{\"Name\": \"a\", \"name\": \"b\"}' | r.json:1:15: 'name' stands twice",
        "'{}{}' | r.json:1:3: more behind the end of the rule"
    })
    void shouldNameTheFileAndThePlace(String text, String message) {
        assertEquals(message, assertThrows(IOException.class, () -> read(text)).getMessage());
    }

    @Test
    void shouldNameTheLineOfWhatIsNoJson() {
        String message = assertThrows(IOException.class, () -> read(RULE.replace("\"deny\",", "\"deny\""))).getMessage();
        assertTrue(message.matches("r\\.json:6:\\d+: Unexpected character .*"), message);
    }

    @Test
    void shouldRefuseARuleThatIsCutOffAnywhere() throws IOException {
        String whole = RULE.strip();
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            String message = assertThrows(IOException.class, () -> read(part), part).getMessage();
            assertTrue(message.matches("r\\.json:\\d+:\\d+: \\S.*"), message);
        }
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrTooDeep() {
        String large = "{\"name\":\"" + "a".repeat(2 << 20) + "\"}";
        assertTrue(assertThrows(IOException.class, () -> read(large)).getMessage().startsWith("r.json:"));
        String deep = "{\"more\":" + "[".repeat(100_000);
        assertTrue(assertThrows(IOException.class, () -> read(deep)).getMessage().startsWith("r.json:"));
        String operators = "{\"operator\":" + "{\"list\":[".repeat(100_000);
        assertTrue(assertThrows(IOException.class, () -> read(operators)).getMessage().startsWith("r.json:"));
    }

    @Test
    void shouldNotWaitForWhatIsNoFile() throws IOException {
        Path other = Files.createDirectory(folder.resolve("d.json"));
        assertEquals("d.json: is no regular file", assertThrows(IOException.class, () -> RuleFile.read(other)).getMessage());
    }

    @Test
    void shouldReadNamesOfNetworks() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"LAN\": [\"10.0.0.0/8\", \"::1\"], \"NONE\": []}");
        assertEquals(Map.of("LAN", List.of("10.0.0.0/8", "::1"), "NONE", List.of()), RuleFile.readAliases(file));
    }
}
