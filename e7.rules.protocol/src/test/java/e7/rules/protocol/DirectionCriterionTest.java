package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Direction;
import e7.api.packet.Facet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionCriterionTest {

    private final DirectionCriterionProvider provider = new DirectionCriterionProvider();

    @ParameterizedTest
    @CsvSource({"in, IN, YES", "in, OUT, NO", "in, UNKNOWN, UNKNOWN", "out, OUT, YES", "out, IN, NO", "out, UNKNOWN, UNKNOWN"})
    void shouldMatchWhoBeganWhenTested(String value, Direction direction, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(new PacketSketch().direction(direction)));
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        assertEquals(Set.of(Facet.DIRECTION), parse("in").facets());
        assertEquals(50, parse("in").specificity());
        assertTrue(parse("in").isPure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN", "both", "", "output"})
    void shouldRefuseWhenWordIsNone(String value) {
        assertEquals("direction=" + value + ": it is in or out", message(value));
    }

    @Test
    void shouldRefuseWhenListIsEveryFlow() {
        assertEquals("direction=out,in: that is every flow; leave the criterion out", message("out", "in"));
    }

    @Test
    void shouldTakeOneWhenValueIsThereTwice() throws Exception {
        assertEquals(Match.YES, parse("in", "in").test(new PacketSketch().direction(Direction.IN)));
    }

    @Test
    void shouldCompleteWhenPrefixFits() {
        assertEquals(List.of("in", "out"), provider.complete("direction", ""));
    }

    private Criterion parse(String... values) throws RuleSyntaxException {
        return provider.parse("direction", List.of(values));
    }

    private String message(String... values) {
        return assertThrows(RuleSyntaxException.class, () -> parse(values)).getMessage();
    }
}
