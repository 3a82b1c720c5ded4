package e7.identity.sockdiag;

import e7.api.packet.Packet;

/** The kernel's table of TCP and UDP sockets, as far as finding a packet's sender takes it. After a look-up that found, the values hold. */
interface SocketLookup {

    // tcp_states.h of net/
    int ESTABLISHED = 1;
    int SYN_RECV = 3;
    int LISTEN = 10;

    /** Looks up the socket with the packet's addresses and ports. Allocates nothing. */
    boolean find(Packet packet);

    /** Looks up the socket that listens where the packet comes from. Allocates nothing. */
    boolean findListener(Packet packet);

    /** State of the socket that was found. */
    int state();

    /** Its cookie. */
    long cookie();

    /** Its inode; 0 if no process holds it. */
    long inode();

    /** Its user in our namespace's numbers. */
    long uid();

    /** Whether it is an IPv6 socket, which may send IPv4 too. */
    boolean isIpv6();
}
