package e7.rules.process;

import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code unit=}: the process belongs to one of these units of the system's manager, or is in one of these cgroups. */
final class UnitKind implements Kind {

    /** systemd.unit(5), as far as processes are in them. */
    private static final Set<String> TYPES = Set.of("service", "scope", "slice", "socket", "mount", "swap");

    private static final int UNIT = 80;
    private static final int CGROUP = 80;
    private static final int BELOW_CGROUP = 50;

    private final Inquiries<Cgroups> inquiries;

    UnitKind(Inquiries<Cgroups> inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Criterion parse(List<String> values) throws RuleSyntaxException {
        int widest = UNIT;
        for (String value : values) {
            check(value);
            boolean wide = value.endsWith("/") || value.endsWith(".slice");
            widest = Math.min(widest, wide ? BELOW_CGROUP : value.startsWith("/") ? CGROUP : UNIT);
        }
        List<String> wanted = List.copyOf(values);
        return new ProcessCriterion<>(inquiries, cgroups -> match(cgroups, wanted), Kind.specificity(widest, values.size()));
    }

    private static void check(String value) throws RuleSyntaxException {
        if (value.startsWith("/")) {
            Kind.checkPath("unit", value);
            return;
        }
        if (value.contains("/") || !TYPES.contains(value.substring(value.lastIndexOf('.') + 1)) || value.indexOf('.') < 1) {
            throw new RuleSyntaxException("unit= takes a unit's whole name, such as nginx.service, or a cgroup's path, such as /user.slice/ for all "
                    + "below it, not '" + value + "'");
        }
    }

    static Match match(Cgroups cgroups, List<String> wanted) {
        for (String path : cgroups.paths()) {
            for (String one : wanted) {
                if (one.startsWith("/") ? Cgroups.isAt(path, one) : Cgroups.isOfUnit(path, one)) {
                    return Match.YES;
                }
            }
        }
        return cgroups.complete() ? Match.NO : Match.UNKNOWN;
    }

    @Override
    public List<String> complete(String prefix) {
        return Running.complete(prefix, folder -> {
            List<String> values = new ArrayList<>();
            for (String path : Cgroups.of(folder).paths()) {
                values.add(path);
                Cgroups.unit(path).ifPresent(values::add);
            }
            return values;
        });
    }

    @Override
    public String describe() {
        return "the system's unit or the cgroup that the process belongs to: nginx.service, or a path such as /user.slice/ for all below it";
    }
}
