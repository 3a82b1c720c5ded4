/**
 * The way packets come from the kernel and verdicts go back: what the transport bundle provides to the engine.
 *
 * <p>Threading: each {@link e7.api.queue.PacketQueue} is received from and answered in batches by the one thread that owns it;
 * {@link e7.api.queue.PacketQueue#answerNow} alone may be called from any thread.
 */
@Export
@Version("1.0.0")
package e7.api.queue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
