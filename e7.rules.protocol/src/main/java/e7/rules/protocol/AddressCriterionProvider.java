package e7.rules.protocol;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes {@link SourceCriterion}s and {@link DestinationCriterion}s. */
@Component(property = {CriterionProvider.CRITERION + "=src", CriterionProvider.CRITERION + "=dst"})
public final class AddressCriterionProvider implements CriterionProvider {

    /** Words for what IANA's special-purpose registries reserve, on both versions of IP. */
    private static final Map<String, List<Network>> WORDS = Map.of(
            "broadcast", List.of(ipv4(255, 255, 255, 255, 32)),
            "link-local", List.of(ipv4(169, 254, 0, 0, 16), Network.ipv6(0xfe80L << 48, 0, 10)),
            "loopback", List.of(ipv4(127, 0, 0, 0, 8), Network.ipv6(0, 1, 128)),
            "multicast", List.of(ipv4(224, 0, 0, 0, 4), Network.ipv6(0xff00L << 48, 0, 8)),
            "private",
            List.of(ipv4(10, 0, 0, 0, 8), ipv4(172, 16, 0, 0, 12), ipv4(192, 168, 0, 0, 16), Network.ipv6(0xfc00L << 48, 0, 7)));

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<Network> networks = new ArrayList<>();
        for (String value : values) {
            networks.addAll(networks(name, value));
        }
        Networks list = new Networks(networks, values.size());
        return name.equals("src") ? new SourceCriterion(list) : new DestinationCriterion(list);
    }

    private static List<Network> networks(String name, String value) throws RuleSyntaxException {
        List<Network> meant = WORDS.get(value);
        return meant != null ? meant : List.of(new NetworkText(name, value).parse());
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        List<Network> meant = networks(name, value);
        Network address = meant.get(0);
        if (meant.size() > 1 || address.prefix() != Network.bits(address.version())) {
            throw new RuleSyntaxException(name + "=" + value + ": a packet has one address; write one of them");
        }
        Values.sketchVersion(address.version(), name + "=" + value, packet);
        if (name.equals("src")) {
            packet.source(address.high(), address.low());
        } else {
            packet.destination(address.high(), address.low());
        }
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return Values.complete(prefix, WORDS.keySet());
    }

    @Override
    public String describe(String name) {
        return "the " + (name.equals("src") ? "source" : "destination")
                + " address: an IPv4 or IPv6 address, a network such as 10.0.0.0/8, or broadcast, link-local, loopback, multicast, private";
    }

    private static Network ipv4(int a, int b, int c, int d, int prefix) {
        return Network.ipv4(a << 24 | b << 16 | c << 8 | d, prefix);
    }
}
