/**
 * What a packet looks like to those who judge it.
 *
 * <p>Threading: a {@link e7.api.packet.Packet} is a view on memory that the queue thread reuses. It is valid only during the
 * call that hands it over and only on that thread; whoever wants to keep something copies the values.
 */
@Export
@Version("1.0.0")
package e7.api.packet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
