package e7.netlink.nftables;

import e7.netlink.AttributeReader;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import java.util.HexFormat;

/**
 * A rule as the kernel has it. Two are equal if they are the same rule, unaltered.
 *
 * @param handle the kernel's number for it, never used again within the table's life; a rule that is replaced gets another one
 * @param expressions NFTA_RULE_EXPRESSIONS, in hexadecimal
 */
public record RuleState(String chain, long handle, String expressions) {

    /** Reads NFT_MSG_NEWRULE, which is what NFT_MSG_GETRULE is answered with. */
    static RuleState decode(MessageReader message) {
        String chain = "";
        long handle = 0;
        String expressions = "";
        AttributeReader attributes = message.attributes(new AttributeReader(), Netlink.NFGENMSG_LEN);
        while (attributes.next()) {
            switch (attributes.type()) {
                case NfTables.NFTA_RULE_CHAIN -> chain = attributes.string();
                case NfTables.NFTA_RULE_HANDLE -> handle = attributes.u64Be();
                case NfTables.NFTA_RULE_EXPRESSIONS -> expressions = HexFormat.of().formatHex(attributes.bytes());
                default -> { }
            }
        }
        return new RuleState(chain, handle, expressions);
    }
}
