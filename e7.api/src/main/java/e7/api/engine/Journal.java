package e7.api.engine;

import e7.api.packet.PacketSketch;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the engine has recorded, kept by another thread than those that judge, within bounds. */
@ProviderType
public interface Journal {

    /** The flows seen of late, the most recent first. */
    List<Flow> flows();

    /**
     * The latest packet of a flow, as far as its facets are kept: to be explained.
     *
     * @param flow its number
     * @return empty if no such flow is kept any more
     */
    Optional<PacketSketch> packet(long flow);

    /** Traffic by program, the most packets first. */
    List<Traffic> top();

    /**
     * Events after a number, oldest first.
     *
     * @param after an event's number, or -1 for all that are kept
     */
    List<Event> events(long after);

    /**
     * A flow, as its latest packet left it.
     *
     * @param number of the flow, never used again during a run
     * @param process what to show for its process
     * @param pid its pid, or -1
     * @param uid its user, or -1
     * @param protocol such as {@code tcp}
     * @param source address and port
     * @param destination address and port
     * @param direction {@code out} or {@code in}
     * @param verdict of the latest packet: {@code accept}, {@code drop} or {@code reject}; in mode observe {@code would block} and the like
     *     for one that passed and otherwise would not have
     * @param decidedBy the rule or flag that decided
     * @param packets packets judged
     * @param bytes their bytes on the network layer
     * @param idleMillis since the latest packet
     */
    record Flow(
            long number,
            String process,
            int pid,
            long uid,
            String protocol,
            String source,
            String destination,
            String direction,
            String verdict,
            String decidedBy,
            long packets,
            long bytes,
            long idleMillis) {}

    /**
     * One program's traffic since the start.
     *
     * @param process what to show
     * @param packets packets judged
     * @param bytes their bytes on the network layer
     * @param accepted packets accepted
     * @param refused packets dropped or rejected
     * @param wouldRefuse packets among the accepted that passed in mode observe alone
     */
    record Traffic(String process, long packets, long bytes, long accepted, long refused, long wouldRefuse) {}

    /**
     * Something that happened.
     *
     * @param number rises by one with each event
     * @param time ISO 8601
     * @param kind {@code drop}, {@code accept}, {@code norule}, {@code rule}, {@code plugin}, {@code hook} and the like
     * @param text one line
     */
    record Event(long number, String time, String kind, String text) {}
}
