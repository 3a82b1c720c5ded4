package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountParserTest {

    @TempDir
    Path folder;

    private Path path;
    private AccountParser parser;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void setUp() throws IOException {
        path = folder.resolve("passwd");
        Files.writeString(path, "root:x:0:0:\nalice:x:1000:1000:\nalbert:x:1001:1001:\n1000:x:7:7:\n");
        parser = new AccountParser("user", path, IdMap.WHOLE, warnings::add);
    }

    @ParameterizedTest
    @CsvSource({"root, 0", "alice, 1000", "0, 0", "42, 42", "4294967294, 4294967294"})
    void shouldGiveNumberWhenValueIsNameOrNumber(String value, String expected) throws RuleSyntaxException {
        assertEquals(expected, parser.parse(List.of(value)).toString());
    }

    @Test
    void shouldGiveAllWhenValuesAreList() throws RuleSyntaxException {
        assertEquals("0,5,1000", parser.parse(List.of("alice", "5", "root", "1000")).toString());
    }

    @Test
    void shouldTakeDigitsForNumberWhenAccountHasThatName() throws RuleSyntaxException {
        assertEquals("1000", parser.parse(List.of("1000")).toString());
    }

    @Test
    void shouldNeedNoFileWhenValuesAreNumbers() throws RuleSyntaxException {
        assertEquals("5", new AccountParser("user", folder.resolve("absent"), IdMap.WHOLE, warnings::add).parse(List.of("5")).toString());
    }

    @Test
    void shouldKeepNumberWhenFileChangesAfterwards() throws Exception {
        AccountNumbers parsed = parser.parse(List.of("alice"));
        Files.writeString(path, "alice:x:2000:2000:\n");
        assertEquals("1000", parsed.toString());
        assertEquals("2000", parser.parse(List.of("alice")).toString());
    }

    @Test
    void shouldWarnOnceWhenNameMoves() throws Exception {
        parser.parse(List.of("alice"));
        parser.parse(List.of("alice"));
        assertEquals(List.of(), warnings);
        Files.writeString(path, "alice:x:2000:2000:\n");
        parser.parse(List.of("alice"));
        parser.parse(List.of("alice"));
        assertEquals(
                List.of("user 'alice' is number 2000 in " + path
                        + " now and was 1000; rules on the name follow when they are made anew"),
                warnings);
    }

    @Test
    void shouldSuggestNearestWhenNameIsUnknown() {
        assertEquals("no user 'alise' in " + path + " (did you mean 'alice'?); a number works too", message("alise"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"charlotte", "-1", "+5", "0x10", "1e3", "\u0661", " 5", ""})
    void shouldSuggestNothingWhenNoNameIsNear(String value) {
        assertEquals("no user '" + value + "' in " + path + "; a number works too", message(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "00", "04294967294"})
    void shouldRefuseWhenNumberHasLeadingZero(String value) {
        assertEquals("user '" + value + "' has a leading zero; write it without", message(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967295", "9999999999", "10000000000", "99999999999999999999"})
    void shouldRefuseWhenNumberIsTooHigh(String value) {
        assertEquals("user '" + value + "' is out of range; numbers are 0 to 4294967294", message(value));
    }

    @Test
    void shouldSayThatNumberWorksWhenFileCannotBeRead() {
        Path absent = folder.resolve("absent");
        RuleSyntaxException refused = assertThrows(
                RuleSyntaxException.class, () -> new AccountParser("group", absent, IdMap.WHOLE, warnings::add).parse(List.of("wheel")));
        assertEquals(
                "cannot look up group 'wheel': " + absent + " cannot be read; a number works too", refused.getMessage());
    }

    @Test
    void shouldCompleteSortedWhenPrefixFits() {
        assertEquals(List.of("albert", "alice"), parser.complete("al"));
    }

    @Test
    void shouldCompleteAtMostHundredWhenThereAreMore() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.append("user").append(i).append(":x:").append(i).append(":\n");
        }
        Files.writeString(path, many);
        assertEquals(100, parser.complete("user").size());
    }

    @Test
    void shouldCompleteNothingWhenFileCannotBeRead() {
        assertEquals(List.of(), new AccountParser("user", folder.resolve("absent"), IdMap.WHOLE, warnings::add).complete(""));
    }

    private String message(String value) {
        return assertThrows(RuleSyntaxException.class, () -> parser.parse(List.of(value))).getMessage();
    }

    @Test
    void shouldWarnOnceOfAValueThatNoPacketCanHave() throws Exception {
        IdMap sandbox = IdMap.read(Files.writeString(folder.resolve("uid_map"), "0 1000 1\n"));
        AccountParser inSandbox = new AccountParser("user", folder.resolve("absent"), sandbox, warnings::add);

        inSandbox.parse(List.of("0", "1000"));
        inSandbox.parse(List.of("1000"));

        assertEquals(
                List.of("user '1000' does not exist here and so never matches: this sandbox is an ordinary user's, a user namespace that has "
                        + "user 0 alone; who made it is user 0 in it"),
                warnings);
    }
}
