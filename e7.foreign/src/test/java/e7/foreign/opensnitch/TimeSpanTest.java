package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({
        "always, '', ''",
        "until restart, until=restart, until=restart",
        "30s, for=30s, for=30s",
        "5m, for=5m, for=5m",
        "12h, for=12h, for=12h",
        "1h30m, for=90m, for=90m",
        "1.5h, for=90m, for=90m",
        "90s, for=90s, for=90s",
        "1500ms, for=1s, for=2s",
        "1m0.5s, for=1m, for=61s"
    })
    void shouldLetNothingPassLongerAndForbidNothingShorter(String duration, String allow, String deny) throws UnsayableException {
        assertEquals(allow, String.join(" ", TimeSpan.options(duration, true)));
        assertEquals(deny, String.join(" ", TimeSpan.options(duration, false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "once", "forever", "5", "-5m", "5 m", "5m ", "5d", "0s", "300ms", "999999999h", "ALWAYS"})
    void shouldRefuseWhatIsNoTimeForARuleThatAllows(String duration) {
        assertThrows(UnsayableException.class, () -> TimeSpan.options(duration, true));
    }
}
