package org.example.e7.schedule;

import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@link DateCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=date")
public final class DateCriterionProvider implements CriterionProvider {

    /** {@code 12-24}, or {@code 12-24..01-06}. */
    private static final Pattern DAYS = Pattern.compile("([0-9]{2})-([0-9]{2})(?:\\.\\.([0-9]{2})-([0-9]{2}))?");

    private final Clock clock;

    /** With the time zone that Java found when it started. */
    @Activate
    public DateCriterionProvider() {
        this(Clock.systemDefaultZone());
    }

    DateCriterionProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<DateCriterion.Days> stretches = new ArrayList<>();
        for (String value : values) {
            stretches.add(days(value));
        }
        return new DateCriterion(stretches, clock);
    }

    private static DateCriterion.Days days(String value) throws RuleSyntaxException {
        Matcher matcher = DAYS.matcher(value);
        try {
            if (matcher.matches()) {
                MonthDay first = day(matcher.group(1), matcher.group(2));
                MonthDay last = matcher.group(3) == null ? first : day(matcher.group(3), matcher.group(4));
                return new DateCriterion.Days(first, last);
            }
        } catch (DateTimeException e) {
            // Such as 02-30: as wrong as any other text.
        }
        throw new RuleSyntaxException("date=" + value + ": write month and day, such as 12-24, or two of them, such as 12-24..01-06");
    }

    private static MonthDay day(String month, String day) {
        return MonthDay.of(Integer.parseInt(month), Integer.parseInt(day));
    }

    @Override
    public List<String> complete(String name, String prefix) {
        String today = MonthDay.now(clock).toString().substring("--".length());
        return today.startsWith(prefix) ? List.of(today) : List.of();
    }

    @Override
    public String describe(String name) {
        return "the day of the year on this host: 12-24, or 12-24..01-06 with both ends";
    }
}
