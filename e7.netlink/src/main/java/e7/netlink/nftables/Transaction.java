package e7.netlink.nftables;

import e7.netlink.Exchange;
import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes to one table that the kernel makes all together or not at all: messages between NFNL_MSG_BATCH_BEGIN and _END. Begin one, add the
 * changes, {@link #commit}.
 */
public final class Transaction {
    private static final int CREATE = Netlink.NLM_F_ACK | Netlink.NLM_F_CREATE;

    private final Exchange exchange;
    private final String table;
    private final int first;
    private final List<String> changes = new ArrayList<>();

    private Transaction(Exchange exchange, String table, int first) {
        this.exchange = exchange;
        this.table = table;
        this.first = first;
    }

    /**
     * Begins a transaction.
     *
     * @param exchange of NETLINK_NETFILTER, with nothing begun
     * @param table the table's name, in family inet
     * @param generation what {@link Ruleset#generation} said before the rule set was read: if it has changed, {@link #commit} fails with ERESTART
     */
    public static Transaction begin(Exchange exchange, String table, int generation) {
        exchange.request(Netlink.NFNL_MSG_BATCH_BEGIN, 0)
                .putNfgenmsg(Netlink.AF_UNSPEC, Netlink.NFNL_SUBSYS_NFTABLES)
                .putU32Be(Netlink.NFNL_BATCH_GENID, generation)
                .end();
        return new Transaction(exchange, table, exchange.sequence() + 1);
    }

    /** Makes the table unless it is there. */
    public Transaction addTable() {
        MessageBuilder message = change("add table", NfTables.NFT_MSG_NEWTABLE, CREATE);
        message.putString(NfTables.NFTA_TABLE_NAME, table).putU32Be(NfTables.NFTA_TABLE_FLAGS, 0).end();
        return this;
    }

    /** Deletes the table with all that is in it; ENOENT if it is not there. */
    public Transaction deleteTable() {
        change("delete table", NfTables.NFT_MSG_DELTABLE, Netlink.NLM_F_ACK).putString(NfTables.NFTA_TABLE_NAME, table).end();
        return this;
    }

    /** Makes the chain unless it is there; one with another hook, priority or type makes the transaction fail. */
    public Transaction addChain(BaseChain chain) {
        MessageBuilder message = change("add chain " + chain.name(), NfTables.NFT_MSG_NEWCHAIN, CREATE);
        message.putString(NfTables.NFTA_CHAIN_TABLE, table).putString(NfTables.NFTA_CHAIN_NAME, chain.name());
        message.putString(NfTables.NFTA_CHAIN_TYPE, BaseChain.TYPE).putU32Be(NfTables.NFTA_CHAIN_POLICY, NfTables.NF_ACCEPT);
        int hook = message.beginNested(NfTables.NFTA_CHAIN_HOOK);
        message.putU32Be(NfTables.NFTA_HOOK_HOOKNUM, chain.hook()).putU32Be(NfTables.NFTA_HOOK_PRIORITY, chain.priority());
        message.endNested(hook).end();
        return this;
    }

    /** Deletes all rules in the chain, which stays where it is. */
    public Transaction flushChain(String chain) {
        MessageBuilder message = change("flush chain " + chain, NfTables.NFT_MSG_DELRULE, Netlink.NLM_F_ACK);
        message.putString(NfTables.NFTA_RULE_TABLE, table).putString(NfTables.NFTA_RULE_CHAIN, chain).end();
        return this;
    }

    /** Adds rules at the chain's end. */
    public Transaction addRules(String chain, List<Rule> rules) {
        for (Rule rule : rules) {
            MessageBuilder message = change("add rule \"" + rule.comment() + "\" to chain " + chain,
                    NfTables.NFT_MSG_NEWRULE, CREATE | Netlink.NLM_F_APPEND);
            message.putString(NfTables.NFTA_RULE_TABLE, table).putString(NfTables.NFTA_RULE_CHAIN, chain);
            rule.encode(message);
            message.end();
        }
        return this;
    }

    /** Sends it. On an error nothing has been changed, and the exception's operation says which change it was. */
    public void commit() throws NetlinkException {
        exchange.request(Netlink.NFNL_MSG_BATCH_END, 0).putNfgenmsg(Netlink.AF_UNSPEC, Netlink.NFNL_SUBSYS_NFTABLES).end();
        String operation = "change table inet " + table;
        try {
            exchange.acknowledged(operation);
        } catch (NetlinkException e) {
            int index = e.sequence() - first;
            if (index < 0 || index >= changes.size()) {
                throw e;
            }
            throw new NetlinkException(operation + ": " + changes.get(index), e.errno(), e.detail(), e.sequence());
        }
    }

    private MessageBuilder change(String what, int type, int flags) {
        changes.add(what);
        return exchange.request(type, flags).putNfgenmsg(Netlink.NFPROTO_INET, 0);
    }
}
