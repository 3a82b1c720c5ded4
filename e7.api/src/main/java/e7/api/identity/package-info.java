/**
 * From a packet to the process that sent it: what a resolver plugin implements, and the value it returns.
 *
 * <p>Threading: a {@link e7.api.identity.Resolver} is called from any thread; each {@link e7.api.identity.Resolver.Session} belongs to
 * one thread. A {@link e7.api.identity.ProcessIdentity} is immutable.
 */
@Export
@Version("1.0.0")
package e7.api.identity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
