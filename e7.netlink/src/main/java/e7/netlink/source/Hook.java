package e7.netlink.source;

import e7.api.queue.HookOptions;
import e7.api.queue.QueueRange;
import e7.netlink.Errno;
import e7.netlink.Exchange;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.nftables.BaseChain;
import e7.netlink.nftables.ChainState;
import e7.netlink.nftables.Rule;
import e7.netlink.nftables.RuleState;
import e7.netlink.nftables.Ruleset;
import e7.netlink.nftables.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The table inet e7. Every change is one transaction that names the generation it was thought out for: if somebody else has changed any table
 * meanwhile, the kernel refuses it, and it is thought out anew.
 *
 * <p>Base chains that fit are kept and only their rules replaced, for a packet that is held while its chain is deleted is lost. Each
 * operation opens a socket of its own; they exclude each other.
 */
final class Hook {
    private static final int CAPACITY = 64 * 1024;
    private static final int ATTEMPTS = 16;
    private static final HookOptions NOTHING_QUEUED = new HookOptions(false, new QueueRange(0, 1), true);

    /** What may be there of the kernel's means; one alone as soon as it is known. */
    private List<Means> candidates;
    private List<RuleState> expected = List.of();
    private boolean set;

    Hook() {
        this(Means.ALL);
    }

    /** With these means alone, in the order in which they are to be tried. */
    Hook(List<Means> candidates) {
        this.candidates = candidates;
    }

    /** Sets or changes it, and says by what means. */
    synchronized String set(HookOptions options) throws NetlinkException {
        NetlinkException missing = null;
        for (Means means : candidates) {
            try {
                replace(options, means);
                candidates = options.queueing() ? List.of(means) : candidates;
                return means.text();
            } catch (NetlinkException e) {
                if (!isMissingExpression(e)) {
                    throw explained(e);
                }
                missing = e;
            }
        }
        throw Refusal.noExpressions(missing.operation(), missing.errno());
    }

    private static boolean isMissingExpression(NetlinkException e) {
        return e.errno() == Errno.ENOENT || e.errno() == Errno.EOPNOTSUPP;
    }

    private static NetlinkException explained(NetlinkException e) {
        return e.errno() == Errno.EPERM ? Refusal.noPrivilege(e.operation(), e.errno()) : e;
    }

    private void replace(HookOptions options, Means means) throws NetlinkException {
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, CAPACITY)) {
            Ruleset ruleset = new Ruleset(exchange);
            attempt(ruleset, generation -> {
                boolean there = ruleset.tableFlags(HookRules.TABLE).isPresent();
                boolean fits = fits(ruleset, HookRules.JUDGE) && fits(ruleset, HookRules.TAG);
                Transaction transaction = Transaction.begin(exchange, HookRules.TABLE, generation);
                if (there && !fits) {
                    transaction.deleteTable();
                }
                transaction.addTable().addChain(HookRules.JUDGE).addChain(HookRules.TAG)
                        .flushChain(HookRules.JUDGE.name()).flushChain(HookRules.TAG.name())
                        .addRules(HookRules.JUDGE.name(), HookRules.judge(options, means))
                        .addRules(HookRules.TAG.name(), HookRules.tag(options))
                        .commit();
            });
            expected = ruleset.rules(HookRules.TABLE);
            set = true;
        }
    }

    /** A chain that is not there fits: it will be made. */
    private static boolean fits(Ruleset ruleset, BaseChain chain) throws NetlinkException {
        Optional<ChainState> present = ruleset.chain(HookRules.TABLE, chain.name());
        return present.isEmpty() || present.get().fits(chain);
    }

    /** Whether the table is hooked in with both chains in their places, and in them the rules that were put there and no others. */
    synchronized boolean isIntact() throws NetlinkException {
        if (!set) {
            return false;
        }
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, CAPACITY)) {
            Ruleset ruleset = new Ruleset(exchange);
            return ruleset.tableFlags(HookRules.TABLE).equals(Optional.of(0))
                    && is(ruleset, HookRules.JUDGE)
                    && is(ruleset, HookRules.TAG)
                    && ruleset.rules(HookRules.TABLE).equals(expected);
        } catch (NetlinkException e) {
            throw explained(e);
        }
    }

    private static boolean is(Ruleset ruleset, BaseChain chain) throws NetlinkException {
        return ruleset.chain(HookRules.TABLE, chain.name()).filter(present -> present.is(chain)).isPresent();
    }

    /** Removes the table, be it this process's or an earlier one's: first what queues, then, when nothing is held any more, the chains. */
    synchronized void remove(Runnable drained) throws NetlinkException {
        set = false;
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, CAPACITY)) {
            Ruleset ruleset = new Ruleset(exchange);
            boolean[] there = {false};
            attempt(ruleset, generation -> {
                there[0] = ruleset.tableFlags(HookRules.TABLE).isPresent();
                if (there[0]) {
                    stopQueueing(exchange, ruleset, generation);
                }
            });
            if (!there[0]) {
                return;
            }
            drained.run();
            attempt(ruleset, generation -> {
                if (ruleset.tableFlags(HookRules.TABLE).isPresent()) {
                    Transaction.begin(exchange, HookRules.TABLE, generation).deleteTable().commit();
                }
            });
        } catch (NetlinkException e) {
            throw explained(e);
        }
    }

    private static void stopQueueing(Exchange exchange, Ruleset ruleset, int generation) throws NetlinkException {
        Optional<ChainState> judge = ruleset.chain(HookRules.TABLE, HookRules.JUDGE.name());
        Optional<ChainState> tag = ruleset.chain(HookRules.TABLE, HookRules.TAG.name());
        Transaction transaction = Transaction.begin(exchange, HookRules.TABLE, generation);
        judge.ifPresent(chain -> pass(transaction, chain, HookRules.JUDGE, HookRules.judge(NOTHING_QUEUED, Means.ALL.get(0))));
        tag.ifPresent(chain -> pass(transaction, chain, HookRules.TAG, HookRules.tag(NOTHING_QUEUED)));
        transaction.commit();
    }

    /** Gives our chain these rules; another one of its name, of which we know nothing, is only emptied. */
    private static void pass(Transaction transaction, ChainState present, BaseChain chain, List<Rule> rules) {
        transaction.flushChain(chain.name());
        if (present.fits(chain)) {
            transaction.addRules(chain.name(), rules);
        }
    }

    /** A change, thought out for one generation. */
    private interface Change {
        void make(int generation) throws NetlinkException;
    }

    private static void attempt(Ruleset ruleset, Change change) throws NetlinkException {
        for (int attempt = 1; ; attempt++) {
            try {
                change.make(ruleset.generation());
                return;
            } catch (NetlinkException e) {
                if (e.errno() != Errno.ERESTART || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
