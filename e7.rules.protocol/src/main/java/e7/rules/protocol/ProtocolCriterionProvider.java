package e7.rules.protocol;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.util.BitSet;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Makes {@link ProtocolCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=protocol")
public final class ProtocolCriterionProvider implements CriterionProvider {

    private static final int ONE_PROTOCOL = 100;

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        BitSet ipv4 = new BitSet(Protocols.HIGHEST + 1);
        BitSet ipv6 = new BitSet(Protocols.HIGHEST + 1);
        for (String value : values) {
            add(value, ipv4, ipv6);
        }
        return new ProtocolCriterion(ipv4, ipv6, Values.specificity(ONE_PROTOCOL, values.size()));
    }

    /** {@code icmp} is meant to stop ping whichever version of IP it takes, {@code icmpv6} only one; numbers are taken literally. */
    private static void add(String value, BitSet ipv4, BitSet ipv6) throws RuleSyntaxException {
        int number = number(value);
        if (Values.isDigits(value) || number != Protocols.ICMP && number != Protocols.ICMPV6) {
            ipv4.set(number);
            ipv6.set(number);
        } else {
            ipv6.set(Protocols.ICMPV6);
            if (number == Protocols.ICMP) {
                ipv4.set(Protocols.ICMP);
            }
        }
    }

    private static int number(String value) throws RuleSyntaxException {
        if (Values.isDigits(value)) {
            return Values.number(value, Protocols.HIGHEST, "protocol=" + value);
        }
        Integer number = Protocols.BY_NAME.get(value);
        if (number == null) {
            throw new RuleSyntaxException(
                    "protocol=" + value + ": no such protocol; a name such as tcp, udp or icmp, or a number from 0 to 255");
        }
        return number;
    }

    /** A packet has one version of IP: without one said before, {@code icmp} is IPv4's. */
    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        int number = number(value);
        if (!Values.isDigits(value) && number == Protocols.ICMP) {
            IcmpCriterionProvider.sketchProtocol(packet.version() == 6 ? 6 : 4, "protocol=" + value, packet);
        } else if (!Values.isDigits(value) && number == Protocols.ICMPV6) {
            IcmpCriterionProvider.sketchProtocol(6, "protocol=" + value, packet);
        } else {
            packet.protocol(number);
        }
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return Values.complete(prefix, Protocols.BY_NAME.keySet());
    }

    @Override
    public String describe(String name) {
        return "the transport protocol: tcp, udp, icmp (on IPv6 too), icmpv6, sctp and so on, or a number from 0 to 255";
    }
}
