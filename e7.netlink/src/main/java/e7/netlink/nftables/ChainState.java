package e7.netlink.nftables;

import e7.netlink.AttributeReader;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;

/**
 * A chain as the kernel has it.
 *
 * @param hook NF_INET_*, or -1 if it is no base chain
 * @param policy NF_ACCEPT, NF_DROP, or -1
 */
public record ChainState(String name, String type, int hook, int priority, int policy) {

    /** Whether it is that chain: type, hook and priority, which can't be changed while it lives, and the policy accept. */
    public boolean is(BaseChain chain) {
        return fits(chain) && policy == NfTables.NF_ACCEPT;
    }

    /** Whether it can be made that chain: only its policy may differ. */
    public boolean fits(BaseChain chain) {
        return name.equals(chain.name()) && type.equals(BaseChain.TYPE) && hook == chain.hook() && priority == chain.priority();
    }

    /** Reads NFT_MSG_NEWCHAIN, which is what NFT_MSG_GETCHAIN is answered with. */
    static ChainState decode(MessageReader message) {
        String name = "";
        String type = "";
        int hook = -1;
        int priority = 0;
        int policy = -1;
        AttributeReader attributes = message.attributes(new AttributeReader(), Netlink.NFGENMSG_LEN);
        while (attributes.next()) {
            switch (attributes.type()) {
                case NfTables.NFTA_CHAIN_NAME -> name = attributes.string();
                case NfTables.NFTA_CHAIN_TYPE -> type = attributes.string();
                case NfTables.NFTA_CHAIN_POLICY -> policy = attributes.u32Be();
                case NfTables.NFTA_CHAIN_HOOK -> {
                    AttributeReader nested = new AttributeReader().wrapNested(attributes);
                    while (nested.next()) {
                        if (nested.type() == NfTables.NFTA_HOOK_HOOKNUM) {
                            hook = nested.u32Be();
                        } else if (nested.type() == NfTables.NFTA_HOOK_PRIORITY) {
                            priority = nested.u32Be();
                        }
                    }
                }
                default -> { }
            }
        }
        return new ChainState(name, type, hook, priority, policy);
    }
}
