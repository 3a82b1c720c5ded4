package e7.netlink.source;

import static e7.netlink.nftables.NfTables.NFT_META_OIF;
import static e7.netlink.nftables.NfTables.NFT_META_SKUID;
import static e7.netlink.nftables.NfTables.NFT_REG_1;

import e7.api.queue.HookOptions;
import e7.api.queue.QueueRange;
import e7.netlink.nftables.Bitwise;
import e7.netlink.nftables.Cmp;
import e7.netlink.nftables.Expression;
import e7.netlink.nftables.Meta;
import e7.netlink.nftables.Queue;
import e7.netlink.nftables.Rule;
import e7.netlink.nftables.Target;
import e7.netlink.rtnetlink.Links;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that queue, one for each queue of a {@link QueueRange}. The one for what stays within this host comes before the one for all else
 * that has no user, which is the last, so that every packet is queued.
 *
 * <p>A rule for each, as x_tables' target can choose a queue by the flow's hash alone, and nf_tables' expression by a register where the kernel
 * has it at all.
 */
final class QueueRules {
    private static final int FROM_65536 = 0xffff_0000;

    private final QueueRange queues;
    private final boolean bypass;
    private final boolean isNative;

    QueueRules(HookOptions options, Means means) {
        this.queues = options.queues();
        this.bypass = options.failAllow();
        this.isNative = means.queue();
    }

    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.add(user(QueueRange.ROOT, ~0, Cmp.is(NFT_REG_1, 0)));
        rules.add(user(QueueRange.HIGH_USERS, FROM_65536, Cmp.notZero(NFT_REG_1)));
        for (int i = 0; i < queues.shared(); i++) {
            rules.add(user(QueueRange.USERS + i, queues.shared() - 1, Cmp.is(NFT_REG_1, i)));
        }
        rules.add(rule(QueueRange.NO_USER_WITHIN, Meta.load(NFT_META_OIF, NFT_REG_1), Cmp.is(NFT_REG_1, Links.LOOPBACK)));
        rules.add(rule(QueueRange.NO_USER));
        return rules;
    }

    /** Queues what has a user, if the bits of its number under the mask pass the test. */
    private Rule user(int index, int mask, Cmp test) {
        return rule(index, Meta.load(NFT_META_SKUID, NFT_REG_1), Bitwise.and(NFT_REG_1, mask), test);
    }

    private Rule rule(int index, Expression... tests) {
        int number = queues.number(index);
        Expression queue = isNative ? new Queue(number, bypass) : Target.nfqueue(number, bypass);
        return Rule.of("to E7: " + queues.whose(index), HookRules.concat(tests, HookRules.one(queue)));
    }
}
