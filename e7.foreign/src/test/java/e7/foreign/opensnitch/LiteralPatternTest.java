package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.foreign.opensnitch.LiteralPattern.Literal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralPatternTest {

    private static String meaning(String pattern) throws UnsayableException {
        return LiteralPattern.of(pattern).stream()
                .map(literal -> literal.text() + (literal.isBeginning() ? "..." : ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "^443$ 443",
        "^(80|443)$ '80 443'",
        "^80$|^443$ '80 443'",
        "^(?:80|443)$ '80 443'",
        "^/usr/bin/(curl|wget)$ '/usr/bin/curl /usr/bin/wget'",
        "^/usr/(local/|)bin/x$ '/usr/local/bin/x /usr/bin/x'",
        "^/usr/bin/python3\\.11$ /usr/bin/python3.11",
        "^/opt/google/.*$ /opt/google/...",
        "^/opt/google/.* /opt/google/...",
        "^/opt/google/ /opt/google/...",
        "^192\\.168\\. 192.168....",
        "^(a|b(c|d))$ 'a bc bd'",
        "^wg(0|1)$|^tun '0'"
    })
    void shouldFindTheTexts(String pattern, String texts) throws UnsayableException {
        assertEquals(texts.equals("0") ? "wg0 wg1 tun..." : texts, meaning(pattern));
    }

    /** What it says has to be what a real regular expression engine matches. */
    @ParameterizedTest
    @ValueSource(strings = {"^(80|443)$", "^80$|^443$", "^(?:80|8080)$", "^8(0|08)0?$", "^80", "^44(3|).*", "^a\\.b$", "^(|80)$", "^(4(4|5)|80)3$"})
    void shouldAgreeWithTheEngine(String pattern) throws UnsayableException {
        List<Literal> literals;
        try {
            literals = LiteralPattern.of(pattern);
        } catch (UnsayableException e) {
            assertEquals("^8(0|08)0?$", pattern);
            return;
        }
        for (String text : List.of("", "80", "8", "800", "808", "8080", "443", "44", "4433", "453", "803", "a.b", "axb", "xa.b", "180")) {
            boolean said = literals.stream()
                    .anyMatch(literal -> literal.isBeginning() ? text.startsWith(literal.text()) : text.equals(literal.text()));
            assertEquals(Pattern.compile(pattern).matcher(text).find(), said, text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "443", "443$", "^a|b$", "^.*$", "^", "^(|.*)x$", "^127.0.0.1$", "^[0-9]+$", "^a+$", "^a?$", "^a{2}$", "^\\d$", "^(?i)a$", "^(a$",
        "^a)$", "^a$b", "^(a.*|b)$", "^a^b$", "^a\\", "^\\é$", "(^a$)", "^(^a|b)$", "^a.*b$", ".*"
    })
    void shouldRefuseWhatMeansMore(String pattern) {
        String reason = assertThrows(UnsayableException.class, () -> LiteralPattern.of(pattern)).getMessage();
        assertTrue(reason.startsWith("its regular expression " + pattern + " "), reason);
    }

    @Test
    void shouldRefuseAnExplosionOfTexts() {
        String pattern = "^" + "(a|b)".repeat(40) + "$";
        assertTrue(assertThrows(UnsayableException.class, () -> LiteralPattern.of(pattern)).getMessage().endsWith(" means more than 256 texts"));
    }

    @Test
    void shouldRefuseDeepGroupsWithoutEnd() {
        assertThrows(UnsayableException.class, () -> LiteralPattern.of("^" + "(".repeat(100_000)));
    }
}
