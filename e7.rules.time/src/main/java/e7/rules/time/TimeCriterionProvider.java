package e7.rules.time;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@link TimeCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=time")
public final class TimeCriterionProvider implements CriterionProvider {

    private final Clock clock;

    /** With this host's time zone as Java found it when it started. */
    @Activate
    public TimeCriterionProvider() {
        this(Clock.systemDefaultZone());
    }

    TimeCriterionProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<Span> spans = new ArrayList<>();
        for (String value : values) {
            spans.add(TimeText.parse(value));
        }
        return new TimeCriterion(new Schedule(spans, clock.getZone()), clock);
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return TimeText.complete(prefix);
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        throw new RuleSyntaxException("explain cannot take time=: it tells what would happen now");
    }

    @Override
    public String describe(String name) {
        return "when by this host's clock: 08:00-18:00, mon-fri, mon-fri@08:00-18:00; 22:00-06:00 is over midnight, and belongs to the day it begins on";
    }
}
