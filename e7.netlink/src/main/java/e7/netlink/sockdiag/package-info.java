/**
 * From a packet's addresses and ports to the socket that sent it, {@code linux/sock_diag.h} and {@code linux/inet_diag.h}.
 *
 * <p>Threading: one {@link e7.netlink.sockdiag.SocketDiagnosis} for each thread; closing it is any thread's.
 *
 * <p>Addresses are 128 bits in two longs, most significant first, in host order; an IPv4 address {@code a.b.c.d} is
 * {@code ::ffff:a.b.c.d}. Ports are 0 to 65535.
 */
@Export
@Version("1.0.0")
package e7.netlink.sockdiag;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
