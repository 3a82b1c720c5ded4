package e7.kernel.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.FlagInfo;
import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.fakes.Allocations;
import e7.kernel.rule.Defaults;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {

    private final Flags initial = Flags.initial();

    @Test
    void shouldBeginAsDocumented() {
        assertEquals(Mode.ENABLED, initial.mode());
        assertEquals(new Defaults(Action.BLOCK, Action.BLOCK, Action.BLOCK, Action.ALLOW), initial.defaults());
        assertTrue(initial.norule() && initial.squelch() && initial.drops() && initial.rchngq());
        assertFalse(initial.accepts() || initial.debug());
    }

    @Test
    void shouldTakeEveryValueThatItLists() throws RuleSyntaxException {
        for (FlagInfo info : initial.infos()) {
            for (String value : info.values()) {
                Flags changed = initial.with(info.name(), value);
                for (FlagInfo after : changed.infos()) {
                    String expected = after.name().equals(info.name()) ? value : valueOf(initial, after.name());
                    assertEquals(expected, after.value(), "after set " + info.name() + " " + value);
                }
            }
        }
    }

    private static String valueOf(Flags flags, String name) {
        return flags.infos().stream().filter(info -> info.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void shouldGiveEachFlagItsOwnMeaning() throws RuleSyntaxException {
        assertEquals(Mode.OBSERVE, initial.with("mode", "observe").mode());
        assertEquals(Action.REJECT, initial.with("fail", "reject").fail());
        Defaults defaults = initial.with("unkproc", "allow").with("unkprot", "reject").with("unkrule", "block").defaults();
        assertEquals(new Defaults(Action.BLOCK, Action.ALLOW, Action.REJECT, Action.BLOCK), defaults);
        assertFalse(initial.with("norule", "off").norule());
        assertFalse(initial.with("squelch", "off").squelch());
        assertFalse(initial.with("drops", "off").drops());
        assertTrue(initial.with("accepts", "on").accepts());
        assertFalse(initial.with("rchngq", "off").rchngq());
        assertTrue(initial.with("debug", "on").debug());
        assertEquals(Mode.ENABLED, initial.mode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mode | off | the flag mode takes disabled, enabled, block, observe, not 'off'",
        "fail | ask | this version cannot ask; use allow, block or reject",
        "drops | ask | the flag drops takes on, off, not 'ask'",
        "drops | true | the flag drops takes on, off, not 'true'",
        "uptime | 5 | the flag uptime is read only",
        "qpackets | 5 | the flag qpackets is read only",
        "nosuch | on | no flag 'nosuch'; there are mode, fail, unkproc, unkprot, unkrule, norule, squelch, drops, accepts, rchngq, debug",
        "MODE | block | no flag 'MODE'; there are mode, fail, unkproc, unkprot, unkrule, norule, squelch, drops, accepts, rchngq, debug"
    })
    void shouldSayWhatItDoesNotTake(String name, String value, String message) {
        assertEquals(message, assertThrows(RuleSyntaxException.class, () -> initial.with(name, value)).getMessage());
    }

    @Test
    void shouldTakeSwitchesAsEftirlitSevenSetsThem() throws RuleSyntaxException {
        assertEquals("on", initial.with("accepts", "enabled").value("accepts"));
        assertEquals("off", initial.with("drops", "disabled").value("drops"));
        assertEquals("disabled", initial.with("mode", "disabled").value("mode"));
        assertThrows(RuleSyntaxException.class, () -> initial.with("fail", "disabled"));
    }

    @Test
    void shouldListValuesForCompletion() {
        assertEquals(List.of("on", "off"), Flags.values("drops"));
        assertEquals(List.of(), Flags.values("nosuch"));
    }

    @Test
    void shouldTellTheModeWithoutAllocating() {
        assertEquals(0, Allocations.bytes(10_000, () -> initial.mode()));
    }
}
