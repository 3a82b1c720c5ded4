package e7.foreign.opensnitch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSnitch's durations as options of a rule. */
final class TimeSpan {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{0,9})?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, BigDecimal> SECONDS = Map.of(
            "ns", BigDecimal.valueOf(1, 9),
            "us", BigDecimal.valueOf(1, 6),
            "µs", BigDecimal.valueOf(1, 6),
            "ms", BigDecimal.valueOf(1, 3),
            "s", BigDecimal.ONE,
            "m", BigDecimal.valueOf(60),
            "h", BigDecimal.valueOf(3600));
    private static final BigDecimal LONGEST = BigDecimal.valueOf(999_999_999);

    private TimeSpan() {}

    /**
     * The options that say it; none for a rule that lasts.
     *
     * @param allows whether the rule is one that lets pass, which must not last any longer than OpenSnitch's
     */
    static List<String> options(String duration, boolean allows) throws UnsayableException {
        return switch (duration) {
            case "always" -> List.of();
            case "until restart" -> List.of("until=restart");
            case "once" -> throw new UnsayableException("it was for one connection");
            default -> List.of("for=" + span(duration, allows));
        };
    }

    /** Go's time.ParseDuration, such as 1h30m; to the second. */
    private static String span(String duration, boolean allows) throws UnsayableException {
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher matcher = SPAN.matcher(duration);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            seconds = seconds.add(new BigDecimal(matcher.group(1)).multiply(SECONDS.get(matcher.group(2))));
            end = matcher.end();
        }
        seconds = seconds.setScale(0, allows ? RoundingMode.DOWN : RoundingMode.UP);
        if (end != duration.length() || seconds.signum() <= 0 || seconds.compareTo(LONGEST) > 0) {
            throw new UnsayableException("its duration is '" + duration + "'");
        }
        long whole = seconds.longValue();
        if (whole % 3600 == 0) {
            return whole / 3600 + "h";
        }
        return whole % 60 == 0 ? whole / 60 + "m" : whole + "s";
    }
}
