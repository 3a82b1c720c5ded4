package e7.netlink.nftables;

/**
 * A chain of type filter that the kernel calls at a hook; its policy is accept.
 *
 * @param hook NF_INET_*
 * @param priority where among the hook's other chains, the lowest first
 */
public record BaseChain(String name, int hook, int priority) {
    /** The only type used here. */
    public static final String TYPE = "filter";
}
