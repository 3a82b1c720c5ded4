package e7.rules.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCriterionProviderTest {

    /** The packet is not read. */
    private static final Packet ANY = new PacketSketch();

    /** A clock that tests set. */
    private static final class Hand extends Clock {
        private Instant now;

        Hand(String now) {
            this.now = Instant.parse(now);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static Criterion parse(Clock clock, String... values) throws RuleSyntaxException {
        return new TimeCriterionProvider(clock).parse("time", List.of(values));
    }

    /** 2026-06-05 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "08:00-18:00, 2026-06-05T07:59:59.999Z, NO", "08:00-18:00, 2026-06-05T08:00:00Z, YES",
        "08:00-18:00, 2026-06-05T17:59:59.999Z, YES", "08:00-18:00, 2026-06-05T18:00:00Z, NO",
        "22:00-06:00, 2026-06-05T23:00:00Z, YES", "22:00-06:00, 2026-06-05T05:59:59Z, YES", "22:00-06:00, 2026-06-05T12:00:00Z, NO",
        "18:00-24:00, 2026-06-05T23:59:59Z, YES", "18:00-00:00, 2026-06-05T23:59:59Z, YES", "18:00-00:00, 2026-06-05T00:00:00Z, NO",
        "fri@22:00-06:00, 2026-06-06T05:00:00Z, YES", "fri@22:00-06:00, 2026-06-05T05:00:00Z, NO",
        "mon-fri, 2026-06-05T00:00:00Z, YES", "mon-fri, 2026-06-06T00:00:00Z, NO", "sat-mon, 2026-06-07T00:00:00Z, YES",
        "sat-mon, 2026-06-05T00:00:00Z, NO", "FRI@00:00-24:00, 2026-06-05T23:59:59Z, YES",
    })
    void shouldMatchFromBeginningToBeforeEnd(String value, String now, Match expected) throws Exception {
        assertEquals(expected, parse(new Hand(now), value).test(ANY));
    }

    @Test
    void shouldMatchAnyOfAList() throws Exception {
        Hand clock = new Hand("2026-06-06T10:00:00Z");
        Criterion criterion = parse(clock, "mon-fri@08:00-18:00", "sat", "sun");
        assertEquals(Match.YES, criterion.test(ANY));
        clock.now = Instant.parse("2026-06-08T07:00:00Z");
        assertEquals(Match.NO, criterion.test(ANY));
    }

    /** Whatever is asked first, and wherever the clock goes, the answer and its end are those of the moment. */
    @Test
    void shouldFollowAClockThatIsPutOnAndBack() throws Exception {
        Hand clock = new Hand("2026-06-05T12:00:00Z");
        Criterion criterion = parse(clock, "08:00-18:00");
        for (int hour : new int[] {12, 20, 9, 7, 17, 0, 23, 8}) {
            clock.now = Instant.parse("2026-06-05T00:00:00Z").plus(Duration.ofHours(hour));
            assertEquals(Match.of(hour >= 8 && hour < 18), criterion.test(ANY), () -> "at " + hour);
            int end = hour < 8 ? 8 : hour < 18 ? 18 : 32;
            assertEquals(Instant.parse("2026-06-05T00:00:00Z").plus(Duration.ofHours(end)), criterion.validUntil(clock.now));
        }
    }

    @Test
    void shouldGiveTheSameAnswerUntilTheMomentItNames() throws Exception {
        Hand clock = new Hand("2026-06-05T12:34:56.789Z");
        Criterion criterion = parse(clock, "08:00-18:00");
        Instant until = criterion.validUntil(clock.now);
        clock.now = until.minusMillis(1);
        assertEquals(Match.YES, criterion.test(ANY));
        clock.now = until;
        assertEquals(Match.NO, criterion.test(ANY));
    }

    @Test
    void shouldBePureAndReadNothing() throws Exception {
        Criterion criterion = new TimeCriterionProvider().parse("time", List.of("08:00-18:00"));
        assertTrue(criterion.isPure());
        assertEquals(Set.of(), criterion.facets());
        assertTrue(criterion.validUntil(Instant.now()).isAfter(Instant.now()));
    }

    @ParameterizedTest
    @CsvSource({"00:00-24:00, 0", "08:00-20:00, 49", "mon-fri, 28", "sat, 84", "sat@12:00-12:01, 98"})
    void shouldBeMoreSpecificWhenItIsShorter(String value, int expected) throws Exception {
        assertEquals(expected, new TimeCriterionProvider().parse("time", List.of(value)).specificity());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "8:00-18:00", "08:00", "08:00-24:01", "24:00-08:00", "08:60-09:00", "08:00-18:00 ", "8-18", "08:00–18:00", "mo-fr", "mon-", "-fri",
        "mon-fri-sun", "mon@", "@08:00-18:00", "mon@tue@08:00-18:00", "08:00-18:00@mon", "mon 08:00-18:00", "08:00-08:00", "daily"
    })
    void shouldSayWhatIsWrongAndWhatWouldBeRight(String value) {
        String message = assertThrows(RuleSyntaxException.class, () -> new TimeCriterionProvider().parse("time", List.of(value))).getMessage();
        assertTrue(message.startsWith("time=" + value + ": ") && message.endsWith("; write such as 08:00-18:00, mon-fri or mon-fri@22:00-06:00"), message);
    }

    @Test
    void shouldCompleteDaysAndExamplesThatAreRight() throws Exception {
        TimeCriterionProvider provider = new TimeCriterionProvider();
        assertEquals(List.of("mon", "mon-fri", "mon-fri@08:00-18:00"), provider.complete("time", "mon"));
        provider.parse("time", provider.complete("time", ""));
    }

    @Test
    void shouldSayWhyExplainCannotTakeIt() {
        assertThrows(RuleSyntaxException.class, () -> new TimeCriterionProvider().sketch("time", "mon", new PacketSketch()));
    }
}
