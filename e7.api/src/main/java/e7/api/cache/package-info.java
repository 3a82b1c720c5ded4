/**
 * The contract of a caching strategy. Two kinds of cache use it: {@code process} (a socket's key to its owner) and {@code verdict} (a
 * packet's facets, with the decision generation in the key, to a verdict). One implementation serves both.
 *
 * <p>Threading: every method of {@link e7.api.cache.Cache} may be called from any thread at any time; {@code get} never blocks and never
 * allocates.
 */
@Export
@Version("1.0.0")
package e7.api.cache;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
