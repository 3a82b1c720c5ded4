package e7.rules.protocol;

import e7.api.rule.Bounds;
import e7.api.rule.Match;
import java.util.Arrays;
import java.util.List;

/** A list of networks, tried one after the other: lists in rules are short, and verdicts are remembered. Immutable. */
final class Networks {

    private final Network[] networks;
    private final int specificity;

    /**
     * With what the values of one criterion stand for.
     *
     * @param networks at least one
     * @param values how many values were written; a word may stand for several networks
     */
    Networks(List<Network> networks, int values) {
        this.networks = networks.toArray(Network[]::new);
        int widest = networks.stream().mapToInt(Network::specificity).min().orElseThrow();
        specificity = Values.specificity(widest, values);
    }

    /**
     * Whether the address is in one of the networks.
     *
     * @param version the packet's; if it is neither 4 nor 6 its addresses are not known either
     */
    Match match(int version, long high, long low) {
        if (version != 4 && version != 6) {
            return Match.UNKNOWN;
        }
        for (Network network : networks) {
            if (network.version() == version && network.contains(high, low)) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    /** What the networks come to as bounds. */
    List<Bounds.Range> ranges() {
        return Arrays.stream(networks).map(Network::range).toList();
    }

    int specificity() {
        return specificity;
    }
}
