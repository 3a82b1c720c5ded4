package e7.kernel.flag;

import e7.api.engine.FlagInfo;
import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.rule.Defaults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The flags that can be set, with EftirlitSeven's names. Immutable. */
public final class Flags {

    /** The one line that refuses the action {@code ask}. */
    public static final String NO_ASK = "this version cannot ask; use allow, block or reject";

    private static final List<String> MODES = Arrays.stream(Mode.values()).map(Mode::word).toList();
    private static final List<String> ACTIONS = List.of("allow", "block", "reject");
    private static final List<String> SWITCHES = List.of("on", "off");

    /** How EftirlitSeven's command files set switches. */
    private static final Map<String, String> SWITCH_WORDS = Map.of("enabled", "on", "disabled", "off");

    /** The flags; their order is the order in which they are listed. */
    private enum Flag {
        MODE("enabled", MODES, "disabled: all pass unseen; enabled: rules decide; block: nothing passes; observe: rules are only recorded"),
        FAIL("block", ACTIONS, "what is done when a part of E7 is missing, fails or answers too late"),
        UNKPROC("block", ACTIONS, "what is done where the answer hangs on a process that cannot be named"),
        UNKPROT("block", ACTIONS, "what is done where the answer hangs on headers that cannot be read"),
        UNKRULE("allow", ACTIONS, "what is done with a packet that no rule matches"),
        NORULE("on", SWITCHES, "events for packets that no rule matches"),
        SQUELCH("on", SWITCHES, "one norule event a minute for each program and protocol, not more"),
        DROPS("on", SWITCHES, "events for packets that are dropped or rejected"),
        ACCEPTS("off", SWITCHES, "events for packets that are accepted"),
        RCHNGQ("on", SWITCHES, "events for changes of rules and flags"),
        DEBUG("off", SWITCHES, "events for every look-up that failed");

        private final String initial;
        private final List<String> values;
        private final String description;

        Flag(String initial, List<String> values, String description) {
            this.initial = initial;
            this.values = values;
            this.description = description;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Flag, String> values;
    private final Mode mode;

    private Flags(Map<Flag, String> values) {
        this.values = values;
        this.mode = Mode.valueOf(values.get(Flag.MODE).toUpperCase(Locale.ROOT));
    }

    /** What holds before anything is set. */
    public static Flags initial() {
        Map<Flag, String> values = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            values.put(flag, flag.initial);
        }
        return new Flags(values);
    }

    /** These flags with one of them changed. */
    public Flags with(String name, String value) throws RuleSyntaxException {
        for (Flag flag : Flag.values()) {
            if (flag.word().equals(name)) {
                return with(flag, value);
            }
        }
        if (name.equals("uptime") || name.equals("qpackets")) {
            throw new RuleSyntaxException("the flag " + name + " is read only");
        }
        throw new RuleSyntaxException("no flag '" + name + "'; there are " + String.join(", ", names()));
    }

    private Flags with(Flag flag, String value) throws RuleSyntaxException {
        if (value.equals("ask") && flag.values == ACTIONS) {
            throw new RuleSyntaxException(NO_ASK);
        }
        String word = flag.values == SWITCHES ? SWITCH_WORDS.getOrDefault(value, value) : value;
        if (!flag.values.contains(word)) {
            throw new RuleSyntaxException("the flag " + flag.word() + " takes " + String.join(", ", flag.values) + ", not '" + value + "'");
        }
        Map<Flag, String> changed = new EnumMap<>(values);
        changed.put(flag, word);
        return new Flags(changed);
    }

    /** The names of the flags that can be set. */
    public static List<String> names() {
        return Arrays.stream(Flag.values()).map(Flag::word).toList();
    }

    /** The values that a flag takes; none for a name that is no flag. */
    public static List<String> values(String name) {
        return Arrays.stream(Flag.values()).filter(flag -> flag.word().equals(name)).findFirst().map(flag -> flag.values).orElse(List.of());
    }

    /** The value of the flag of that name, which must be one of {@link #names}. */
    public String value(String name) {
        return values.get(Flag.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Name, value and description of each. */
    public List<FlagInfo> infos() {
        List<FlagInfo> infos = new ArrayList<>();
        values.forEach((flag, value) -> infos.add(new FlagInfo(flag.word(), value, flag.values, false, flag.description)));
        return infos;
    }

    /** The flag {@code mode}; read for every packet, so it allocates nothing. */
    public Mode mode() {
        return mode;
    }

    /** The flag {@code fail}. */
    public Action fail() {
        return action(Flag.FAIL);
    }

    /** The flags that stand in where rules do not decide. */
    public Defaults defaults() {
        return new Defaults(action(Flag.FAIL), action(Flag.UNKPROC), action(Flag.UNKPROT), action(Flag.UNKRULE));
    }

    /** The switch {@code norule}. */
    public boolean norule() {
        return isOn(Flag.NORULE);
    }

    /** The switch {@code squelch}. */
    public boolean squelch() {
        return isOn(Flag.SQUELCH);
    }

    /** The switch {@code drops}. */
    public boolean drops() {
        return isOn(Flag.DROPS);
    }

    /** The switch {@code accepts}. */
    public boolean accepts() {
        return isOn(Flag.ACCEPTS);
    }

    /** The switch {@code rchngq}. */
    public boolean rchngq() {
        return isOn(Flag.RCHNGQ);
    }

    /** The switch {@code debug}. */
    public boolean debug() {
        return isOn(Flag.DEBUG);
    }

    private Action action(Flag flag) {
        return Action.valueOf(values.get(flag).toUpperCase(Locale.ROOT));
    }

    private boolean isOn(Flag flag) {
        return values.get(flag).equals("on");
    }
}
