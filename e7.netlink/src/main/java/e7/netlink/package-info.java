/**
 * The core of netlink: sockets, messages, attributes and errors. One package beside this one for each family.
 *
 * <p>Threading: a {@link e7.netlink.NetlinkSocket} may be sent to by any thread and received from by one; sending and receiving never
 * share a lock, and {@code close} may be called at any time by anyone. All buffers ({@link e7.netlink.MessageBuilder},
 * {@link e7.netlink.MessageReader}, {@link e7.netlink.AttributeReader}, {@link e7.netlink.ReceiveBatch}) belong to one thread.
 *
 * <p>Byte order: netlink's own headers and attribute lengths are in host order; what an attribute holds is the family's choice, and every
 * method here says which it writes or reads.
 */
@Export
@Version("1.0.0")
package e7.netlink;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
