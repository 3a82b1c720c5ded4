package e7.rules.protocol.list;

import e7.api.packet.Packet;
import e7.api.rule.Match;
import e7.rules.protocol.Network;
import java.util.Arrays;

/** Up to millions of networks, asked about one address at a time. Immutable; a look-up allocates nothing. */
public final class AddressList {

    private final Ipv4Ranges four;
    private final Ipv6Networks six;

    private AddressList(Ipv4Ranges four, Ipv6Networks six) {
        this.four = four;
        this.six = six;
    }

    /**
     * Whether the address is in one of the networks.
     *
     * @param version the packet's; if it is neither 4 nor 6 its addresses are not known either
     * @param high the upper half of the address in the form of {@link Packet}
     * @param low the lower half
     */
    public Match match(int version, long high, long low) {
        return switch (version) {
            case 4 -> Match.of(four.contains((int) low));
            case 6 -> Match.of(six.contains(high, low));
            default -> Match.UNKNOWN;
        };
    }

    /** Collects networks for a list. */
    public static final class Builder {

        private final NetworkSorter six = new NetworkSorter();
        private long[] four = new long[64];
        private int count;

        /** Adds one. */
        public Builder add(Network network) {
            if (network.version() == 6) {
                six.add(network.high(), network.low(), network.prefix());
                return this;
            }
            if (count == four.length) {
                four = Arrays.copyOf(four, count + (count >> 1));
            }
            four[count++] = (network.low() & 0xffff_ffffL) << 6 | network.prefix();
            return this;
        }

        /** How many have been added. */
        public int size() {
            return count + six.count();
        }

        /** Makes the list; the builder is used up. */
        public AddressList build() {
            return new AddressList(new Ipv4Ranges(four, count), new Ipv6Networks(six));
        }
    }
}
