package e7.kernel.journal;

import e7.api.engine.Journal.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The latest events, numbered. Those of packets are bounded apart, since anybody can bring them about: a flood of them must not take what
 * else happened out of the log. Any thread but the packet path's fast half, as it takes a lock.
 */
@Component(service = EventLog.class)
public final class EventLog {

    private static final int KEPT = 2048;
    private static final int KEPT_CHARACTERS = 1 << 19;
    private static final int LONGEST = 4096;
    private static final long RARELY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The latest of one sort, within bounds of count and of characters. */
    private static final class Latest {
        private final Deque<Event> events = new ArrayDeque<>();
        private int characters;

        void add(Event event) {
            events.add(event);
            characters += event.text().length();
            while (events.size() > KEPT || characters > KEPT_CHARACTERS) {
                characters -= events.remove().text().length();
            }
        }
    }

    private final Latest ofPackets = new Latest();
    private final Latest others = new Latest();
    private final Map<String, Long> rareUntil = new HashMap<>();
    private long next;

    /** Empty. */
    @Activate
    public EventLog() {
        // Nothing to open.
    }

    /** Adds an event of one line; one that is longer than any reader wants is cut. */
    public synchronized void add(String kind, String text) {
        others.add(event(kind, text));
    }

    /** Adds an event about one packet. */
    synchronized void addPacket(String kind, String text) {
        ofPackets.add(event(kind, text));
    }

    private Event event(String kind, String text) {
        String kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return new Event(next++, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(), kind, kept);
    }

    /** Adds an event unless one of that kind was added so within the last second, for what may come with every packet. */
    public synchronized void addRarely(String kind, String text) {
        long now = System.nanoTime();
        Long until = rareUntil.get(kind);
        if (until == null || now - until >= 0) {
            rareUntil.put(kind, now + RARELY_NANOS);
            add(kind, text);
        }
    }

    /** The events that are kept with a number above {@code after}, oldest first. */
    public synchronized List<Event> after(long after) {
        return Stream.concat(ofPackets.events.stream(), others.events.stream())
                .filter(event -> event.number() > after)
                .sorted(Comparator.comparingLong(Event::number))
                .toList();
    }
}
