package e7.rules.protocol.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.packet.Packet;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import e7.rules.protocol.Network;
import e7.rules.protocol.NetworkText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AddressListTest {

    private static AddressList list(List<Network> networks) {
        AddressList.Builder builder = new AddressList.Builder();
        networks.forEach(builder::add);
        assertEquals(networks.size(), builder.size());
        return builder.build();
    }

    private static AddressList list(String... networks) throws RuleSyntaxException {
        List<Network> read = new ArrayList<>();
        for (String network : networks) {
            read.add(NetworkText.alone(network).parse());
        }
        return list(read);
    }

    private static Match match(AddressList list, String address) throws RuleSyntaxException {
        Network one = NetworkText.alone(address).parse();
        return list.match(one.version(), one.high(), one.low());
    }

    @Test
    void shouldKnowTheEdgesOfNetworks() throws RuleSyntaxException {
        AddressList list = list("192.0.2.0/24", "0.0.0.0", "255.255.255.255", "2001:db8::/33", "::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        for (String in : List.of("192.0.2.0", "192.0.2.255", "0.0.0.0", "255.255.255.255", "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff",
                "::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")) {
            assertEquals(Match.YES, match(list, in), in);
        }
        for (String out : List.of("192.0.1.255", "192.0.3.0", "0.0.0.1", "255.255.255.254", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db8:8000::", "::", "::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe")) {
            assertEquals(Match.NO, match(list, out), out);
        }
    }

    @Test
    void shouldHoldNothingOrEverything() throws RuleSyntaxException {
        for (String address : List.of("0.0.0.0", "128.0.0.0", "255.255.255.255", "::", "8000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")) {
            assertEquals(Match.NO, match(list(), address));
            assertEquals(Match.YES, match(list("0.0.0.0/0", "::/0", "10.0.0.0/8", "2001:db8::1"), address));
        }
        assertEquals(Match.UNKNOWN, list("0.0.0.0/0", "::/0").match(Packet.UNKNOWN, 0, 0));
    }

    /** Against trying one network after the other, with networks and addresses from so few bits that they often meet. */
    @RepeatedTest(50)
    void shouldAnswerAsTryingEachNetworkDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Network> networks = new ArrayList<>();
        int count = random.nextInt(random.nextInt(9) == 0 ? 3000 : 60);
        for (int i = 0; i < count; i++) {
            networks.add(random.nextBoolean()
                    ? Network.ipv4(ipv4(random), random.nextInt(33))
                    : Network.ipv6(half(random), half(random), random.nextInt(129)));
        }
        AddressList list = list(networks);
        for (int i = 0; i < 500; i++) {
            Network address = random.nextBoolean() ? Network.ipv4(ipv4(random), 32) : Network.ipv6(half(random), half(random), 128);
            boolean expected = networks.stream()
                    .anyMatch(network -> network.version() == address.version() && network.contains(address.high(), address.low()));
            assertEquals(Match.of(expected), list.match(address.version(), address.high(), address.low()), address + " in " + networks);
        }
    }

    private static int ipv4(Random random) {
        return (int) (half(random) >>> 32);
    }

    /** A few bits at the ends and in the middle. */
    private static long half(Random random) {
        long bits = random.nextLong() & 0xc001_0003_8000_0003L;
        return random.nextInt(5) == 0 ? random.nextLong() : bits;
    }
}
