package e7.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final EventLog log = new EventLog();

    @Test
    void shouldKeepWhatElseHappenedThroughAFloodOfPackets() {
        log.add("engine", "guarding");
        for (int i = 0; i < 10_000; i++) {
            log.addPacket("drop", "packet " + i);
            if (i == 5000) {
                log.add("rule", "rule 1");
            }
        }
        List<Event> events = log.after(-1);
        assertEquals(List.of("guarding", "rule 1"), events.stream().filter(event -> !event.kind().equals("drop")).map(Event::text).toList());
        assertEquals(2048 + 2, events.size());
        List<Long> numbers = events.stream().map(Event::number).toList();
        assertEquals(numbers.stream().sorted().toList(), numbers);
        assertEquals(10, log.after(numbers.get(numbers.size() - 1) - 10).size());
    }

    @Test
    void shouldBeBoundedInCharactersToo() {
        for (int i = 0; i < 2048; i++) {
            log.addPacket("drop", "x".repeat(3000));
            log.add("rule", "y".repeat(1_000_000));
        }
        long characters = log.after(-1).stream().mapToLong(event -> event.text().length()).sum();
        assertTrue(characters <= 2 << 19, "characters: " + characters);
        assertTrue(log.after(-1).stream().filter(event -> event.kind().equals("rule")).allMatch(event -> event.text().length() == 4099));
    }
}
