package e7.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.CacheKey;
import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Facet;
import e7.kernel.fakes.Allocations;
import e7.kernel.fakes.RawPacket;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.PacketDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictKeyTest {

    private static final Set<Facet> NARROW = EnumSet.of(Facet.PROTOCOL, Facet.ICMP, Facet.SOURCE_PORT, Facet.DESTINATION_PORT);
    private static final int[] PROTOCOLS = {6, 17, 1, 58, 47, 255};
    private static final int[] EDGES = {0, 1, 2, 0x7fff, 0xfffe, 0xffff};
    private static final int[] INTERFACES = {0, 1, 1_000_001, 1_000_002};

    private final InterfaceNames interfaces = new InterfaceNames();
    private final PathIds names = new PathIds();
    private final Random random = new Random(17);

    private int any(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Few values for each facet, those at the edges of their fields, so that packets differ in little. */
    private DecodedPacket randomPacket() {
        boolean six = random.nextBoolean();
        int header = six ? 40 : 20;
        ByteBuffer bytes = ByteBuffer.allocate(header + 20);
        bytes.put(0, (byte) (six ? 0x60 : 0x45)).put(six ? 6 : 9, (byte) any(PROTOCOLS));
        bytes.put(header - 1, (byte) random.nextInt(2)).put(six ? 23 : 15, (byte) random.nextInt(2));
        bytes.putShort(header, (short) any(EDGES)).putShort(header + 2, (short) any(EDGES)).put(header + 12, (byte) 0x50);
        RawPacket raw = RawPacket.of(bytes.array()).outInterface(any(INTERFACES));
        raw.direction(Direction.values()[random.nextInt(3)]).captured(random.nextInt(8) == 0 ? header : header + 20);
        DecodedPacket packet = new DecodedPacket(interfaces);
        PacketDecoder.decode(raw, packet);
        packet.owner(random.nextInt(3) - 1, random.nextInt(3) - 1);
        ProcessIdentity process = randomProcess();
        packet.process(process, names.id(process.path()));
        return packet;
    }

    private ProcessIdentity randomProcess() {
        return switch (random.nextInt(4)) {
            case 0 -> ProcessIdentity.unknown("no");
            case 1 -> ProcessIdentity.KERNEL;
            default -> {
                String path = List.of("/a", "/b", "").get(random.nextInt(3));
                yield new ProcessIdentity(
                        1 + random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2), path.isEmpty() ? null : path, "x", "x");
            }
        };
    }

    /** What a criterion that declares the facets can read. */
    private static List<Object> readable(DecodedPacket packet, Set<Facet> facets) {
        List<Object> values = new ArrayList<>();
        for (Facet facet : facets) {
            ProcessIdentity process = packet.process();
            values.add(switch (facet) {
                case PROCESS -> List.of(process.pid(), process.startTime(), process.device(), process.inode());
                case PATH -> String.valueOf(process.path());
                case UID -> packet.uid();
                case GID -> packet.gid();
                case PROTOCOL -> List.of(packet.version(), packet.protocol());
                case SOURCE -> List.of(packet.sourceHigh(), packet.sourceLow());
                case DESTINATION -> List.of(packet.destinationHigh(), packet.destinationLow());
                case SOURCE_PORT -> packet.sourcePort();
                case DESTINATION_PORT -> packet.destinationPort();
                case ICMP -> List.of(packet.icmpType(), packet.icmpCode());
                case INTERFACE -> List.of(packet.outInterface(), packet.interfaceName());
                case DIRECTION -> packet.direction();
            });
        }
        return values;
    }

    private CacheKey key(VerdictKey filler, DecodedPacket packet) {
        CacheKey key = new CacheKey();
        filler.fill(key, packet);
        assertTrue(key.size() <= CacheKey.MAX_WORDS);
        return key;
    }

    @Test
    void shouldBeEqualForPacketsThatTheRulesCannotTellApartAndForNoOthers() {
        List<DecodedPacket> packets = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            packets.add(randomPacket());
        }
        for (int i = 0; i < 300; i++) {
            Set<Facet> facets = EnumSet.noneOf(Facet.class);
            for (Facet facet : Facet.values()) {
                if (random.nextInt(4) == 0) {
                    facets.add(facet);
                }
            }
            check(packets, facets);
        }
        for (Facet facet : Facet.values()) {
            check(packets, EnumSet.of(facet));
        }
        check(packets, EnumSet.allOf(Facet.class));
    }

    /** Version and protocol stand in the key with each of the narrow facets: they tell what ports and types are. */
    private void check(List<DecodedPacket> packets, Set<Facet> facets) {
        VerdictKey filler = new VerdictKey(3, facets, names);
        Set<Facet> kept = EnumSet.copyOf(facets.isEmpty() ? EnumSet.noneOf(Facet.class) : facets);
        if (facets.stream().anyMatch(NARROW::contains)) {
            kept.add(Facet.PROTOCOL);
        }
        Map<List<Object>, CacheKey> keys = new HashMap<>();
        Map<CacheKey, List<Object>> seen = new HashMap<>();
        for (DecodedPacket packet : packets) {
            List<Object> values = readable(packet, kept);
            CacheKey key = key(filler, packet);
            CacheKey same = keys.putIfAbsent(values, key);
            assertTrue(same == null || same.equals(key), () -> facets + " differ in what is not read: " + values);
            List<Object> other = seen.putIfAbsent(key, values);
            assertTrue(other == null || other.equals(values), () -> facets + " fall together: " + other + " and " + values);
        }
    }

    @Test
    void shouldTellAllPortsAndAllIcmpTypesApart() {
        VerdictKey filler = new VerdictKey(1, NARROW, names);
        Set<CacheKey> keys = new HashSet<>();
        DecodedPacket packet = new DecodedPacket(interfaces);
        for (int port = 0; port < 0x10000; port += 5) {
            PacketDecoder.decode(RawPacket.udp(port, 0xffff - port), packet);
            assertTrue(keys.add(key(filler, packet)));
        }
        for (int type = 0; type < 256; type++) {
            for (int code = 0; code < 256; code += 15) {
                RawPacket raw = RawPacket.udp(type << 8 | code, 0);
                raw.buffer().put(raw.offset() + 9, (byte) 1);
                PacketDecoder.decode(raw, packet);
                assertEquals(type, packet.icmpType());
                assertTrue(keys.add(key(filler, packet)));
            }
        }
    }

    @Test
    void shouldDifferFromGenerationToGeneration() {
        DecodedPacket packet = randomPacket();
        CacheKey old = key(new VerdictKey(1, Set.of(), names), packet);
        assertNotEquals(old, key(new VerdictKey(2, Set.of(), names), packet));
        assertEquals(old, key(new VerdictKey(1, Set.of(), names), packet));
    }

    @Test
    void shouldAllocateNothing() {
        VerdictKey filler = new VerdictKey(1, EnumSet.complementOf(EnumSet.of(Facet.INTERFACE)), names);
        DecodedPacket packet = randomPacket();
        CacheKey key = new CacheKey();
        assertEquals(0, Allocations.bytes(10_000, () -> filler.fill(key, packet)));
    }
}
