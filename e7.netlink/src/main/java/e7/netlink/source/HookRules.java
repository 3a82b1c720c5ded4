package e7.netlink.source;

import static e7.netlink.nftables.NfTables.IPS_CONFIRMED;
import static e7.netlink.nftables.NfTables.IPS_EXPECTED;
import static e7.netlink.nftables.NfTables.IP_CT_DIR_REPLY;
import static e7.netlink.nftables.NfTables.NFT_CT_DIRECTION;
import static e7.netlink.nftables.NfTables.NFT_CT_STATE;
import static e7.netlink.nftables.NfTables.NFT_CT_STATUS;
import static e7.netlink.nftables.NfTables.NFT_META_L4PROTO;
import static e7.netlink.nftables.NfTables.NFT_META_MARK;
import static e7.netlink.nftables.NfTables.NFT_REG_1;
import static e7.netlink.nftables.NfTables.NF_CT_STATE_ESTABLISHED;
import static e7.netlink.nftables.NfTables.NF_CT_STATE_NEW;
import static e7.netlink.nftables.NfTables.NF_CT_STATE_RELATED;

import e7.api.queue.HookOptions;
import e7.netlink.nftables.BaseChain;
import e7.netlink.nftables.Bitwise;
import e7.netlink.nftables.Cmp;
import e7.netlink.nftables.Ct;
import e7.netlink.nftables.Expression;
import e7.netlink.nftables.Immediate;
import e7.netlink.nftables.Meta;
import e7.netlink.nftables.NfTables;
import e7.netlink.nftables.Reject;
import e7.netlink.nftables.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The hook's two chains and what is in them.
 *
 * <pre>
 *   output hook, after connection tracking (-200), before mangle (-150) and DNAT (-100)
 *
 *   judge, -160   clear E7's mark bits        a packet may come with them: SO_MARK
 *                 our refusals: set A, skip   the kernel can't queue them, see below
 *                 set T, E, D                 from connection tracking, see {@link MarkBits}
 *                 set F                       from the routing table, see {@link ForgedSource}
 *                 queue                       by who sent it, see {@link QueueRules}; the verdict goes on with the next chain
 *   tag, -159     R, TCP:   clear, reset      what is sent to the sender comes through the hook itself
 *                 R, other: clear, unreachable
 *                 A:        clear, accept
 *                 no tag:   clear, then accept or drop: nobody has judged it
 * </pre>
 *
 * <p>A reset or unreachable for a flow's first packet shares that packet's conntrack entry, which no table has yet: nfnetlink_queue drops such
 * packets unseen (nf_ct_drop_unconfirmed), so they may not be queued. They are known by being related to an entry that is neither confirmed
 * nor expected, which only the kernel can make: a process's own ICMP errors find none but confirmed entries.
 *
 * <p>While nothing is queued, every packet passes, but the chains are not empty, for the sake of packets that are still held. Verdicts on
 * them keep their meaning, and a rule that does nothing holds on to connection tracking: with the last rule that needs it the kernel
 * unregisters its hooks, and whenever a hook of any kind is unregistered, every held packet of the network namespace is dropped
 * (nf_queue_nf_hook_drop).
 */
final class HookRules {
    static final String TABLE = "e7";
    static final BaseChain JUDGE = new BaseChain("judge", NfTables.NF_INET_LOCAL_OUT, -160);
    static final BaseChain TAG = new BaseChain("tag", NfTables.NF_INET_LOCAL_OUT, -159);

    private static final int IPPROTO_TCP = 6;
    private static final int TRACKED_STATES = NF_CT_STATE_NEW | NF_CT_STATE_ESTABLISHED | NF_CT_STATE_RELATED;
    private static final int KNOWN_STATES = NF_CT_STATE_ESTABLISHED | NF_CT_STATE_RELATED;

    private HookRules() {}

    /**
     * The rules of the chain {@link #JUDGE}.
     *
     * @param means what the kernel has
     */
    static List<Rule> judge(HookOptions options, Means means) {
        Rule clear = Rule.of("clear E7's bits", editMark(Bitwise.and(NFT_REG_1, ~MarkBits.MASK)));
        if (!options.queueing()) {
            return List.of(clear, Rule.of("keep connection tracking", new Ct(NFT_CT_STATE, NFT_REG_1)));
        }
        Expression[] foreign = editMark(Bitwise.or(NFT_REG_1, MarkBits.FOREIGN));
        List<Rule> rules = new ArrayList<>(List.of(
                clear,
                Rule.of("refusals of ours", concat(isRefusal(),
                        editMark(Bitwise.or(NFT_REG_1, MarkBits.ACCEPT)), one(new Immediate(NfTables.NF_ACCEPT)))),
                stateRule("tracked", TRACKED_STATES, MarkBits.TRACKED),
                stateRule("established", KNOWN_STATES, MarkBits.ESTABLISHED),
                Rule.of("reply", concat(
                        new Expression[] {new Ct(NFT_CT_DIRECTION, NFT_REG_1), Cmp.isByte(NFT_REG_1, IP_CT_DIR_REPLY)},
                        editMark(Bitwise.or(NFT_REG_1, MarkBits.REPLY)))),
                Rule.of("foreign source", concat(ForgedSource.isOfNoInterface(means), foreign)),
                Rule.of("foreign link-local source", concat(ForgedSource.isLinkLocalElsewhere(means), foreign))));
        rules.addAll(new QueueRules(options, means).rules());
        return rules;
    }

    /** The rules of the chain {@link #TAG}. */
    static List<Rule> tag(HookOptions options) {
        boolean failAllow = options.failAllow() || !options.queueing();
        Expression[] isTcp = {Meta.load(NFT_META_L4PROTO, NFT_REG_1), Cmp.isByte(NFT_REG_1, IPPROTO_TCP)};
        Expression[] clear = editMark(Bitwise.and(NFT_REG_1, ~MarkBits.MASK));
        Expression fail = new Immediate(failAllow ? NfTables.NF_ACCEPT : NfTables.NF_DROP);
        return List.of(
                Rule.of("reject: reset", concat(hasTag(MarkBits.REJECT), isTcp, clear, one(Reject.tcpReset()))),
                Rule.of("reject: unreachable", concat(hasTag(MarkBits.REJECT), clear, one(Reject.adminProhibited()))),
                Rule.of("accept", concat(hasTag(MarkBits.ACCEPT), clear, one(new Immediate(NfTables.NF_ACCEPT)))),
                Rule.of("not judged: " + (failAllow ? "accept" : "drop"), concat(clear, one(fail))));
    }

    private static Rule stateRule(String comment, int states, int bit) {
        Expression[] test = {
            new Ct(NFT_CT_STATE, NFT_REG_1), Bitwise.and(NFT_REG_1, states), Cmp.notZero(NFT_REG_1)
        };
        return Rule.of(comment, concat(test, editMark(Bitwise.or(NFT_REG_1, bit))));
    }

    private static Expression[] isRefusal() {
        return new Expression[] {
            new Ct(NFT_CT_STATE, NFT_REG_1), Bitwise.and(NFT_REG_1, NF_CT_STATE_RELATED), Cmp.notZero(NFT_REG_1),
            new Ct(NFT_CT_STATUS, NFT_REG_1), Bitwise.and(NFT_REG_1, IPS_CONFIRMED | IPS_EXPECTED), Cmp.isZero(NFT_REG_1)
        };
    }

    private static Expression[] hasTag(int bit) {
        return new Expression[] {Meta.load(NFT_META_MARK, NFT_REG_1), Bitwise.and(NFT_REG_1, bit), Cmp.notZero(NFT_REG_1)};
    }

    private static Expression[] editMark(Bitwise edit) {
        return new Expression[] {Meta.load(NFT_META_MARK, NFT_REG_1), edit, Meta.store(NFT_META_MARK, NFT_REG_1)};
    }

    static Expression[] one(Expression expression) {
        return new Expression[] {expression};
    }

    static Expression[] concat(Expression[]... parts) {
        List<Expression> all = new ArrayList<>();
        for (Expression[] part : parts) {
            all.addAll(List.of(part));
        }
        return all.toArray(new Expression[0]);
    }
}
