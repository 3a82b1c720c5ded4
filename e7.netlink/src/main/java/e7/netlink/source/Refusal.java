package e7.netlink.source;

import e7.netlink.Errno;
import e7.netlink.NetlinkException;

/** What the kernel refused, in words for the administrator. */
final class Refusal {
    private Refusal() {}

    static NetlinkException taken(int queue) {
        String detail = "queue " + queue + " is taken by another process; is another E7 running here?";
        return new NetlinkException("bind queue " + queue, Errno.EBUSY, detail, 0);
    }

    static NetlinkException noPrivilege(String operation, int errno) {
        String detail = "needs CAP_NET_ADMIN in the user namespace that owns this network namespace; run as root, or in a sandbox";
        return new NetlinkException(operation, errno, detail, 0);
    }

    static NetlinkException noModule(String operation, int errno, String module) {
        return new NetlinkException(operation, errno, "this kernel has no " + module + ", or may not load it", 0);
    }

    static NetlinkException noExpressions(String operation, int errno) {
        String detail = "nf_tables needs the expressions ct, meta, reject, and queue or the NFQUEUE target, and fib or the addrtype match;"
                + " this kernel has not all of them, or may not load their modules";
        return new NetlinkException(operation, errno, detail, 0);
    }
}
