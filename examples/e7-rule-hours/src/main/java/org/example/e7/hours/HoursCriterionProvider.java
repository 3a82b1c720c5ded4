package org.example.e7.hours;

import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@link HoursCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=hours")
public final class HoursCriterionProvider implements CriterionProvider {

    private static final Pattern SPAN = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])");

    private final Clock clock;

    /** With the time of the zone that Java found when it started. */
    @Activate
    public HoursCriterionProvider() {
        this(Clock.systemDefaultZone());
    }

    HoursCriterionProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<HoursCriterion.Span> spans = new ArrayList<>();
        for (String value : values) {
            spans.add(span(value));
        }
        return new HoursCriterion(spans, clock);
    }

    private static HoursCriterion.Span span(String value) throws RuleSyntaxException {
        Matcher matcher = SPAN.matcher(value);
        if (!matcher.matches()) {
            throw new RuleSyntaxException("hours=" + value + ": write two times of 00:00 to 23:59, such as 08:00-18:00");
        }
        int from = seconds(matcher.group(1), matcher.group(2));
        int to = seconds(matcher.group(3), matcher.group(4));
        if (from == to) {
            throw new RuleSyntaxException("hours=" + value + ": the span is empty; leave the criterion out for the whole day");
        }
        return new HoursCriterion.Span(from, to);
    }

    private static int seconds(String hours, String minutes) {
        return Integer.parseInt(hours) * 3600 + Integer.parseInt(minutes) * 60;
    }

    @Override
    public String describe(String name) {
        return "the time of day on this host: 08:00-18:00, or 22:00-06:00 over midnight; the end is not included";
    }
}
