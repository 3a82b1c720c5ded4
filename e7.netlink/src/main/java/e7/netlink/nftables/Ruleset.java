package e7.netlink.nftables;

import e7.netlink.AttributeReader;
import e7.netlink.Errno;
import e7.netlink.Exchange;
import e7.netlink.MessageBuilder;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what is in force: tables, chains and rules of family inet, and the generation that rises with every change. */
public final class Ruleset {
    private static final int DUMP_ATTEMPTS = 8;

    private final Exchange exchange;
    private final AttributeReader attributes = new AttributeReader();
    private int number;

    /** Reads through this exchange, of NETLINK_NETFILTER. */
    public Ruleset(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The number of the present rule set, of all tables of this network namespace. */
    public int generation() throws NetlinkException {
        number = 0;
        exchange.request(NfTables.NFT_MSG_GETGEN, 0).putNfgenmsg(Netlink.AF_UNSPEC, 0).end();
        exchange.query("read nf_tables generation", message -> number = number(message, NfTables.NFTA_GEN_ID));
        return number;
    }

    /** The table's NFT_TABLE_F_* flags, or empty if there is no such table. */
    public Optional<Integer> tableFlags(String table) throws NetlinkException {
        number = 0;
        get(NfTables.NFT_MSG_GETTABLE, 0).putString(NfTables.NFTA_TABLE_NAME, table).end();
        boolean found = find("read table inet " + table, message -> number = number(message, NfTables.NFTA_TABLE_FLAGS));
        return found ? Optional.of(number) : Optional.empty();
    }

    /** The chain of that name, or empty. */
    public Optional<ChainState> chain(String table, String name) throws NetlinkException {
        List<ChainState> chains = new ArrayList<>();
        get(NfTables.NFT_MSG_GETCHAIN, 0).putString(NfTables.NFTA_CHAIN_TABLE, table).putString(NfTables.NFTA_CHAIN_NAME, name).end();
        find("read chain " + name, message -> chains.add(ChainState.decode(message)));
        return chains.stream().findFirst();
    }

    /** All rules of a table, in order within each chain; none if there is no such table. */
    public List<RuleState> rules(String table) throws NetlinkException {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            List<RuleState> rules = new ArrayList<>();
            get(NfTables.NFT_MSG_GETRULE, Netlink.NLM_F_DUMP).putString(NfTables.NFTA_RULE_TABLE, table).end();
            if (dump("read rules of table inet " + table, message -> rules.add(RuleState.decode(message)))) {
                return rules;
            }
        }
        throw new NetlinkException("read rules of table inet " + table, Errno.EAGAIN, "they keep changing", 0);
    }

    private MessageBuilder get(int type, int flags) {
        return exchange.request(type, flags).putNfgenmsg(Netlink.NFPROTO_INET, 0);
    }

    private boolean find(String operation, Consumer<MessageReader> visitor) throws NetlinkException {
        try {
            exchange.query(operation, visitor);
            return true;
        } catch (NetlinkException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    private boolean dump(String operation, Consumer<MessageReader> visitor) throws NetlinkException {
        try {
            return exchange.query(operation, visitor);
        } catch (NetlinkException e) {
            if (e.errno() == Errno.ENOENT) {
                return true;
            }
            throw e;
        }
    }

    private int number(MessageReader message, int type) {
        message.attributes(attributes, Netlink.NFGENMSG_LEN);
        while (attributes.next()) {
            if (attributes.type() == type) {
                return attributes.u32Be();
            }
        }
        return 0;
    }
}
