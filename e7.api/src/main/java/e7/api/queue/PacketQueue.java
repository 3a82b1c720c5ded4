package e7.api.queue;

import java.io.Closeable;
import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One bound queue of the kernel. Closing it unbinds the number; packets still held are then dropped by the kernel.
 *
 * <p>The owner is the thread that receives. Another one may become it while the owner is inside its receiver, provided that the receiver then
 * throws and the former owner calls nothing more of what is the owner's: what was received and not handed over, and what was answered and not
 * sent, is the new one's. Whoever arranges that sees to it that what the one did is visible to the other.
 */
@ProviderType
public interface PacketQueue extends Closeable {

    /**
     * Waits for packets and hands each to the receiver. Owner thread only. Allocates nothing. Throws what the receiver throws; the packets behind
     * that one come with the next call.
     *
     * @param timeoutMillis how long to wait for the first packet
     * @return how many packets were handed over; 0 after the timeout or {@link #wakeup()}
     * @throws IOException if the socket fails for good; a lost message (ENOBUFS) is counted in {@link #stats()} and does not throw
     */
    int receive(PacketReceiver receiver, int timeoutMillis) throws IOException;

    /**
     * Puts a verdict into the batch. Owner thread only; sends the batch first when it is full.
     *
     * @param mark the packet's mark as received; all but E7's bits go back unchanged
     */
    void answer(int id, Verdict verdict, int mark) throws IOException;

    /** Sends the batch, if there is one, with one call. Owner thread only. */
    void flush() throws IOException;

    /** Sends one verdict at once, without touching the owner's batch. Any thread. */
    void answerNow(int id, Verdict verdict, int mark) throws IOException;

    /** Makes a waiting {@link #receive} return. Any thread. */
    void wakeup();

    /** Changes NFQA_CFG_F_FAIL_OPEN. Any thread but not within {@link #receive}. */
    void failOpen(boolean on) throws IOException;

    /** The queue's losses. Any thread. */
    QueueStats stats();

    @Override
    void close();
}
