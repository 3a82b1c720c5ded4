package e7.identity.sockdiag;

import e7.api.packet.Packet;
import e7.netlink.NetlinkException;
import e7.netlink.sockdiag.SocketDiagnosis;

/** Looks sockets up with NETLINK_SOCK_DIAG. What the kernel refuses to answer counts as not found: its process is then unknown. */
final class NetlinkLookup implements SocketLookup {

    private final SocketDiagnosis diagnosis;

    NetlinkLookup(SocketDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    @Override
    public boolean find(Packet packet) {
        if (packet.sourcePort() < 0 || packet.destinationPort() < 0) {
            return false;
        }
        try {
            return diagnosis.find(packet.protocol(), packet.sourceHigh(), packet.sourceLow(), packet.sourcePort(),
                    packet.destinationHigh(), packet.destinationLow(), packet.destinationPort(), packet.outInterface());
        } catch (NetlinkException e) {
            return false;
        }
    }

    @Override
    public boolean findListener(Packet packet) {
        try {
            return diagnosis.findListener(
                    packet.sourceHigh(), packet.sourceLow(), packet.sourcePort(), packet.outInterface());
        } catch (NetlinkException e) {
            return false;
        }
    }

    @Override
    public int state() {
        return diagnosis.state();
    }

    @Override
    public long cookie() {
        return diagnosis.cookie();
    }

    @Override
    public long inode() {
        return diagnosis.inode();
    }

    @Override
    public long uid() {
        return diagnosis.uid();
    }

    @Override
    public boolean isIpv6() {
        return diagnosis.isIpv6();
    }
}
