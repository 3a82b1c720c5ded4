/**
 * The running firewall as the shell and other front ends see it: its state, its policy, its caches, and what it has recorded.
 *
 * <p>Threading: every method may be called from any thread. Values are snapshots.
 */
@Export
@Version("1.0.0")
package e7.api.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
