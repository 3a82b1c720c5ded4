package e7.console.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.engine.Firewall;
import e7.api.engine.Journal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    /** In the order of its components. */
    public record Pair(String name, List<Object> values) {}

    @Test
    void shouldWriteNumbersTruthAndNothingBare() {
        assertEquals("1", Json.of(1));
        assertEquals("-9223372036854775808", Json.of(Long.MIN_VALUE));
        assertEquals("0.5", Json.of(0.5));
        assertEquals("null", Json.of(Double.NaN));
        assertEquals("true", Json.of(true));
        assertEquals("null", Json.of(null));
    }

    @Test
    void shouldEscapeWhatMayNotStandInAString() {
        assertEquals("\"a\\\"b\\\\c\"", Json.of("a\"b\\c"));
        assertEquals("\"\\n\\t\\u000d\\u0000\\u001b\\u007f\"", Json.of("\n\t\r\0\033\u007f"));
        assertEquals("\"é日😀\"", Json.of("é日😀"));
    }

    @Test
    void shouldEscapeHalvesOfCharacters() {
        assertEquals("\"\\ud83d\"", Json.of("\ud83d"));
        assertEquals("\"\\ude00\\ud83d\"", Json.of("\ude00\ud83d"));
        assertEquals("\"\\ud83dx\"", Json.of("\ud83dx"));
    }

    @Test
    void shouldNestRecordsListsAndMaps() {
        Pair inner = new Pair("in", List.of());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("k", List.of(List.of(1), List.of()));
        map.put("{", "");

        assertEquals(
                "{\"name\":\"out\",\"values\":[{\"name\":\"in\",\"values\":[]},{\"k\":[[1],[]],\"{\":\"\"},\"x\"]}",
                Json.of(new Pair("out", List.of(inner, map, "x"))));
    }

    @Test
    void shouldWriteDurationsAsSecondsAndConstantsAsWords() {
        assertEquals("1.5", Json.of(Duration.ofMillis(1500)));
        assertEquals("\"guarding\"", Json.of(Firewall.State.GUARDING));
    }

    @Test
    void shouldWriteAnEvent() {
        assertEquals(
                "[{\"number\":3,\"time\":\"2026-01-01T00:00:00Z\",\"kind\":\"drop\",\"text\":\"a \\\"b\\\"\"}]",
                Json.of(List.of(new Journal.Event(3, "2026-01-01T00:00:00Z", "drop", "a \"b\""))));
    }
}
