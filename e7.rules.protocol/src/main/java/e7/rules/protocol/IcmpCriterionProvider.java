package e7.rules.protocol;

import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Makes {@link IcmpCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=icmp")
public final class IcmpCriterionProvider implements CriterionProvider {

    private static final int HIGHEST = 255;
    private static final int TYPE_AND_CODE = 100;
    private static final int TYPE_ALONE = 90;

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<IcmpMessage> ipv4 = new ArrayList<>();
        List<IcmpMessage> ipv6 = new ArrayList<>();
        int widest = TYPE_AND_CODE;
        for (String value : values) {
            IcmpNames.Named meant = parse(value);
            if (meant.ipv4() != null) {
                ipv4.add(meant.ipv4());
            }
            if (meant.ipv6() != null) {
                ipv6.add(meant.ipv6());
            }
            widest = meant.hasCode() ? widest : TYPE_ALONE;
        }
        return new IcmpCriterion(ipv4, ipv6, Values.specificity(widest, values.size()));
    }

    /** A name, or the number of a type on whichever version the packet has; either with a code behind a slash. */
    private static IcmpNames.Named parse(String value) throws RuleSyntaxException {
        String written = "icmp=" + value;
        int slash = value.indexOf('/');
        IcmpNames.Named type = type(slash < 0 ? value : value.substring(0, slash), written);
        if (slash < 0) {
            return type;
        }
        if (type.hasCode()) {
            throw new RuleSyntaxException(written + ": '" + value.substring(0, slash) + "' is one code of its type already");
        }
        String code = value.substring(slash + 1);
        if (!Values.isDigits(code)) {
            throw new RuleSyntaxException(written + ": behind the slash comes the code, a number from 0 to " + HIGHEST);
        }
        return type.withCode(Values.number(code, HIGHEST, written));
    }

    private static IcmpNames.Named type(String text, String written) throws RuleSyntaxException {
        if (Values.isDigits(text)) {
            IcmpMessage message = new IcmpMessage(Values.number(text, HIGHEST, written), IcmpMessage.ANY_CODE);
            return new IcmpNames.Named(message, message);
        }
        IcmpNames.Named named = IcmpNames.BY_NAME.get(text);
        if (named == null) {
            throw new RuleSyntaxException(
                    written + ": no such message; a name such as echo-request, a type from 0 to 255, or type/code such as 3/1");
        }
        return named;
    }

    /** Without a version said before, a message that both versions have is IPv4's. */
    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        IcmpNames.Named meant = parse(value);
        int version = packet.version() != Packet.UNKNOWN ? packet.version() : meant.ipv4() != null ? 4 : 6;
        IcmpMessage message = version == 4 ? meant.ipv4() : meant.ipv6();
        if (message == null) {
            throw new RuleSyntaxException("icmp=" + value + ": IPv" + version + " has no such message");
        }
        sketchProtocol(version, "icmp=" + value, packet);
        packet.icmp(message.type(), message.code() == IcmpMessage.ANY_CODE ? Packet.UNKNOWN : message.code());
    }

    /** Makes a packet one of ICMP on that version of IP, as {@link Values#sketchVersion} does. */
    static void sketchProtocol(int version, String written, PacketSketch packet) throws RuleSyntaxException {
        int protocol = version == 4 ? Protocols.ICMP : Protocols.ICMPV6;
        if (packet.protocol() != Packet.UNKNOWN && packet.protocol() != protocol) {
            throw new RuleSyntaxException(
                    written + ": that is protocol " + protocol + ", but what stands before it is " + packet.protocol());
        }
        Values.sketchVersion(version, written, packet);
        packet.protocol(protocol);
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return Values.complete(prefix, IcmpNames.BY_NAME.keySet());
    }

    @Override
    public String describe(String name) {
        return "the ICMP or ICMPv6 message: a name such as echo-request (8 or 128), a type, or type/code such as 3/1";
    }
}
