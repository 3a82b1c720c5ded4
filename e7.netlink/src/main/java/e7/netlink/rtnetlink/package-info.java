/** Routing netlink, {@code linux/rtnetlink.h}: only what sets the loopback interface up. */
package e7.netlink.rtnetlink;
