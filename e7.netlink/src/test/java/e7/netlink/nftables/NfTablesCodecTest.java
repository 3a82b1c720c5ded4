package e7.netlink.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.netlink.Bytes;
import e7.netlink.MessageBuilder;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Golden bytes are those of nft 1.0.6: {@code unshare -n strace -xx -s 4000 -e trace=sendmsg nft -f FILE}, with the rule that is quoted
 * at each. They are NFTA_RULE_EXPRESSIONS, header included.
 */
class NfTablesCodecTest {
    private static final String LOAD_MARK = "24000180 09000100 6d65746100000000 14000280 08000200 00000003 08000100 00000001";
    private static final String STORE_MARK = "24000180 09000100 6d65746100000000 14000280 08000200 00000003 08000300 00000001";
    private static final String NOT_ZERO = "2c000180 08000100 636d7000 20000280 08000100 00000001 08000200 00000001 0c000380 08000100 00000000";

    @Test
    void shouldEncodeAsNftDoesForMarks() {
        // meta mark set meta mark & 0xf18fffff; without nft's NFTA_BITWISE_OP 0, which is what the kernel takes where it is missing
        String bitwise = "44000180 0c000100 6269747769736500 34000280 08000100 00000001 08000200 00000001 08000300 00000004"
                + " 0c000480 08000100 ffff8ff1 0c000580 08000100 00000000";
        assertRule(LOAD_MARK + bitwise + STORE_MARK, Meta.load(NfTables.NFT_META_MARK, NfTables.NFT_REG_1),
                Bitwise.and(NfTables.NFT_REG_1, 0xf18fffff), Meta.store(NfTables.NFT_META_MARK, NfTables.NFT_REG_1));
    }

    @Test
    void shouldEncodeAsNftDoesForConnectionTracking() {
        // ct state established,related
        assertRule("20000180 07000100 63740000 14000280 08000200 00000000 08000100 00000001"
                        + " 44000180 0c000100 6269747769736500 34000280 08000100 00000001 08000200 00000001 08000300 00000004"
                        + " 0c000480 08000100 06000000 0c000580 08000100 00000000" + NOT_ZERO,
                new Ct(NfTables.NFT_CT_STATE, NfTables.NFT_REG_1), Bitwise.and(NfTables.NFT_REG_1, 6), Cmp.notZero(NfTables.NFT_REG_1));
        // ct direction reply
        assertRule("20000180 07000100 63740000 14000280 08000200 00000001 08000100 00000001"
                        + " 2c000180 08000100 636d7000 20000280 08000100 00000001 08000200 00000000 0c000380 05000100 01000000",
                new Ct(NfTables.NFT_CT_DIRECTION, NfTables.NFT_REG_1), Cmp.isByte(NfTables.NFT_REG_1, 1));
    }

    @Test
    void shouldEncodeAsNftDoesForVerdicts() {
        // accept; drop
        assertRule("30000180 0e000100 696d6d656469617465000000 1c000280 08000100 00000000 10000280 0c000280 08000100 00000001",
                new Immediate(NfTables.NF_ACCEPT));
        assertRule("30000180 0e000100 696d6d656469617465000000 1c000280 08000100 00000000 10000280 0c000280 08000100 00000000",
                new Immediate(NfTables.NF_DROP));
        // reject with tcp reset; reject with icmpx type admin-prohibited
        assertRule("24000180 0b000100 72656a6563740000 14000280 08000100 00000001 05000200 00000000", Reject.tcpReset());
        assertRule("24000180 0b000100 72656a6563740000 14000280 08000100 00000002 05000200 03000000", Reject.adminProhibited());
    }

    @Test
    void shouldEncodeAsNftDoesForAddresses() {
        // fib saddr type != local; fib saddr . oif type != local
        String notLocal = " 2c000180 08000100 636d7000 20000280 08000100 00000001 08000200 00000001 0c000380 08000100 02000000";
        for (boolean byDevice : new boolean[] {false, true}) {
            assertRule("28000180 08000100 66696200 1c000280 08000300 000000" + (byDevice ? "11" : "01") + " 08000200 00000003 08000100 00000001"
                    + notLocal, new Fib(NfTables.NFT_REG_1, byDevice), Cmp.isNot(NfTables.NFT_REG_1, NfTables.RTN_LOCAL));
        }
        // @nh,64,16 0xfe80-0xfebf
        assertRule("34000180 0c000100 7061796c6f616400 24000280 08000100 00000001 08000200 00000001 08000300 00000008 08000400 00000002"
                        + " 2c000180 08000100 636d7000 20000280 08000100 00000001 08000200 00000005 0c000380 06000100 fe800000"
                        + " 2c000180 08000100 636d7000 20000280 08000100 00000001 08000200 00000003 0c000380 06000100 febf0000",
                new Payload(NfTables.NFT_REG_1, 8, 2),
                new Cmp(NfTables.NFT_REG_1, NfTables.NFT_CMP_GTE, new byte[] {(byte) 0xfe, (byte) 0x80}),
                new Cmp(NfTables.NFT_REG_1, NfTables.NFT_CMP_LTE, new byte[] {(byte) 0xfe, (byte) 0xbf}));
        // socket transparent 0; without nft's NFTA_SOCKET_LEVEL 0, which is of cgroups
        assertRule("24000180 0b000100 736f636b65740000 14000280 08000100 00000000 08000200 00000001"
                        + " 2c000180 08000100 636d7000 20000280 08000100 00000001 08000200 00000000 0c000380 05000100 00000000",
                new Transparent(NfTables.NFT_REG_1), Cmp.isByte(NfTables.NFT_REG_1, 0));
        // Laid out by hand after nf_tables_compat.h and xt_addrtype.h: nft writes no matches
        assertRule("38000180 0a000100 6d61746368000000 28000280 0d000100 616464727479706500000000 08000200 00000001 0c000300 1400 0000 0900 0000",
                Match.sourceIsNot(1 << NfTables.RTN_LOCAL | 1 << NfTables.RTN_ANYCAST, true));
    }

    @Test
    void shouldEncodeQueues() {
        // queue num 7 bypass
        assertRule("2c000180 0a000100 7175657565000000 1c000280 06000100 0007 0000 06000200 0001 0000 06000300 0001 0000",
                new Queue(7, true));
        // Laid out by hand after nf_tables_compat.h and xt_NFQUEUE.h: nft writes no targets
        assertRule("34000180 0b000100 7461726765740000 24000280 0c000100 4e46515545554500 08000200 00000003 0c000300 0700 0100 0000 0000",
                Target.nfqueue(7, false));
    }

    @Test
    void shouldWriteTheCommentAsNftDoes() {
        // accept comment "abc"
        MessageBuilder builder = new MessageBuilder(64).begin(0, 0, 0);
        Rule.of("abc").encode(builder);
        assertEquals("04000480" + "0a000700" + "000461626300" + "0000", Bytes.hex(builder.toByteArray()).substring(32));
    }

    @Test
    void shouldDecodeChains() {
        MessageBuilder builder = new MessageBuilder(256).begin(NfTables.NFT_MSG_NEWCHAIN, 0, 1).putNfgenmsg(Netlink.NFPROTO_INET, 0);
        builder.putString(NfTables.NFTA_CHAIN_NAME, "judge").putString(NfTables.NFTA_CHAIN_TYPE, "filter");
        builder.putU32Be(NfTables.NFTA_CHAIN_POLICY, NfTables.NF_ACCEPT).putU32Be(200, 1);
        int hook = builder.beginNested(NfTables.NFTA_CHAIN_HOOK);
        builder.putU32Be(NfTables.NFTA_HOOK_HOOKNUM, 3).putU32Be(NfTables.NFTA_HOOK_PRIORITY, -160).endNested(hook).end();
        BaseChain judge = new BaseChain("judge", NfTables.NF_INET_LOCAL_OUT, -160);
        assertTrue(ChainState.decode(read(builder)).is(judge));
        assertFalse(ChainState.decode(read(builder)).fits(new BaseChain("judge", NfTables.NF_INET_LOCAL_OUT, -159)));
        assertFalse(ChainState.decode(read(builder)).fits(new BaseChain("judge", 1, -160)));
        assertTrue(new ChainState("judge", "filter", 3, -160, NfTables.NF_DROP).fits(judge));
        assertFalse(new ChainState("judge", "filter", 3, -160, NfTables.NF_DROP).is(judge));
    }

    @Test
    void shouldDecodeRulesCutAtEveryAttribute() {
        MessageBuilder builder = new MessageBuilder(256).begin(NfTables.NFT_MSG_NEWRULE, 0, 1).putNfgenmsg(Netlink.NFPROTO_INET, 0);
        builder.putString(NfTables.NFTA_RULE_CHAIN, "tag").putU64Be(NfTables.NFTA_RULE_HANDLE, 11);
        Rule.of("abc", Reject.tcpReset()).encode(builder);
        builder.end();
        RuleState whole = RuleState.decode(read(builder));
        assertEquals("tag", whole.chain());
        assertEquals(11, whole.handle());
        assertEquals(0x24 * 2, whole.expressions().length());
        byte[] bytes = builder.toByteArray();
        for (int length = Netlink.NLMSG_HDRLEN; length < bytes.length - 14; length++) {
            assertFalse(RuleState.decode(Bytes.message(Arrays.copyOf(bytes, length))).equals(whole), "length=" + length);
        }
    }

    private static MessageReader read(MessageBuilder builder) {
        MessageReader reader = new MessageReader().wrap(builder.buffer(), 0, builder.length());
        assertTrue(reader.next());
        return reader;
    }

    private static void assertRule(String expected, Expression... expressions) {
        MessageBuilder builder = new MessageBuilder(1024).begin(0, 0, 0);
        Rule.of("", expressions).encode(builder);
        String golden = Bytes.hex(Bytes.hex(expected));
        String header = Bytes.hex(builder.toByteArray()).substring(32, 40);
        assertEquals(String.format("%02x%02x0480", golden.length() / 2 + 4 & 0xff, golden.length() / 2 + 4 >> 8), header);
        assertEquals(golden, Bytes.hex(builder.toByteArray()).substring(40));
    }
}
