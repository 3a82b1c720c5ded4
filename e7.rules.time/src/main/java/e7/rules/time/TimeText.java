package e7.rules.time;

import e7.api.rule.RuleSyntaxException;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The grammar of {@code time=}:
 *
 * <pre>
 *   VALUE   DAYS | HOURS | DAYS@HOURS
 *   DAYS    mon, or mon-fri; fri-mon goes over the end of the week
 *   HOURS   08:00-18:00; 22:00-06:00 goes over midnight; 24:00 may be an end
 * </pre>
 */
final class TimeText {

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern HOURS = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-(([01][0-9]|2[0-3]):([0-5][0-9])|24:00)");
    private static final List<String> SAMPLES = List.of("mon-fri", "sat-sun", "08:00-18:00", "22:00-06:00", "mon-fri@08:00-18:00", "fri@22:00-06:00");

    private final String value;

    private TimeText(String value) {
        this.value = value;
    }

    /** Reads one value. */
    static Span parse(String value) throws RuleSyntaxException {
        return new TimeText(value).span();
    }

    /** Days and examples that begin with the prefix. */
    static List<String> complete(String prefix) {
        return Stream.concat(NAMES.stream(), SAMPLES.stream()).filter(text -> text.startsWith(prefix)).toList();
    }

    private Span span() throws RuleSyntaxException {
        int at = value.indexOf('@');
        if (at >= 0) {
            return span(days(value.substring(0, at)), value.substring(at + 1));
        }
        boolean hours = !value.isEmpty() && value.charAt(0) >= '0' && value.charAt(0) <= '9';
        return hours ? span(EnumSet.allOf(DayOfWeek.class), value) : new Span(days(value), 0, Span.DAY);
    }

    private Span span(Set<DayOfWeek> days, String hours) throws RuleSyntaxException {
        Matcher matcher = HOURS.matcher(hours);
        if (!matcher.matches()) {
            throw fault("'" + hours + "' is no span of hours");
        }
        int from = minute(matcher.group(1), matcher.group(2));
        int to = matcher.group(4) == null ? Span.DAY : minute(matcher.group(4), matcher.group(5));
        if (from == to) {
            throw fault("the span is empty; 00:00-24:00 is the whole day");
        }
        return new Span(days, from, to);
    }

    private static int minute(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    private Set<DayOfWeek> days(String text) throws RuleSyntaxException {
        int hyphen = text.indexOf('-');
        DayOfWeek first = day(hyphen < 0 ? text : text.substring(0, hyphen));
        DayOfWeek last = hyphen < 0 ? first : day(text.substring(hyphen + 1));
        EnumSet<DayOfWeek> days = EnumSet.of(first);
        for (DayOfWeek day = first; day != last; ) {
            day = day.plus(1);
            days.add(day);
        }
        return days;
    }

    private DayOfWeek day(String name) throws RuleSyntaxException {
        int index = NAMES.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw fault("'" + name + "' is no day; days are mon tue wed thu fri sat sun");
        }
        return DayOfWeek.of(index + 1);
    }

    private RuleSyntaxException fault(String what) {
        return new RuleSyntaxException("time=" + value + ": " + what + "; write such as 08:00-18:00, mon-fri or mon-fri@22:00-06:00");
    }
}
