package e7.rules.protocol;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@link SourcePortCriterion}s and {@link DestinationPortCriterion}s, with names from /etc/services. */
@Component(property = {CriterionProvider.CRITERION + "=sport", CriterionProvider.CRITERION + "=dport"})
public final class PortCriterionProvider implements CriterionProvider {

    /** What is meant as numbers, right or wrong; some names of services begin with a digit or have a hyphen. */
    private static final Pattern NUMBERS = Pattern.compile("([0-9]*)(-?)([0-9]*)");

    private final ServicesFile services;

    /** With this host's names of services. */
    @Activate
    public PortCriterionProvider() {
        this(Path.of("/etc/services"));
    }

    PortCriterionProvider(Path services) {
        this.services = new ServicesFile(services);
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<Ports.Range> ranges = new ArrayList<>();
        for (String value : values) {
            ranges.add(range(name, value));
        }
        Ports ports = new Ports(ranges);
        return name.equals("sport") ? new SourcePortCriterion(ports) : new DestinationPortCriterion(ports);
    }

    private Ports.Range range(String name, String value) throws RuleSyntaxException {
        Matcher numbers = NUMBERS.matcher(value);
        String written = name + "=" + value;
        if (!numbers.matches()) {
            int port = named(written, value);
            return new Ports.Range(port, port);
        }
        if (numbers.group(2).isEmpty() && !value.isEmpty()) {
            int port = Values.number(value, Ports.HIGHEST, written);
            return new Ports.Range(port, port);
        }
        if (numbers.group(1).isEmpty() || numbers.group(3).isEmpty()) {
            throw new RuleSyntaxException(written + ": a range has two ends, such as 1024-65535");
        }
        int first = Values.number(numbers.group(1), Ports.HIGHEST, written);
        int last = Values.number(numbers.group(3), Ports.HIGHEST, written);
        if (first > last) {
            throw new RuleSyntaxException(written + ": the range runs backwards; write " + last + "-" + first);
        }
        return new Ports.Range(first, last);
    }

    private int named(String written, String service) throws RuleSyntaxException {
        Set<Integer> ports;
        try {
            ports = services.read().getOrDefault(service, Set.of());
        } catch (IOException e) {
            throw new RuleSyntaxException(
                    written + ": " + services + " cannot be read; write a number such as 53, or a range such as 1000-2000");
        }
        if (ports.isEmpty()) {
            throw new RuleSyntaxException(
                    written + ": no such service in " + services + "; a number such as 53 or a range such as 1000-2000 works too");
        }
        if (ports.size() > 1) {
            throw new RuleSyntaxException(written + ": " + services + " has more than one port for it, " + ports + "; write the number");
        }
        return ports.iterator().next();
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        Ports.Range range = range(name, value);
        if (range.first() != range.last()) {
            throw new RuleSyntaxException(name + "=" + value + ": a packet has one port; write one of them");
        }
        if (name.equals("sport")) {
            packet.sourcePort(range.first());
        } else {
            packet.destinationPort(range.first());
        }
    }

    @Override
    public List<String> complete(String name, String prefix) {
        try {
            return Values.complete(prefix, services.read().keySet());
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public String describe(String name) {
        String side = name.equals("sport") ? "source" : "destination";
        return "the " + side + " port of tcp, udp, udplite, sctp or dccp: a number, a range such as 1000-2000, or a name in /etc/services";
    }
}
