package e7.kernel.journal;

import e7.api.engine.Journal.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The latest events, numbered. Any thread but the packet path's fast half, as it takes a lock. */
@Component(service = EventLog.class)
public final class EventLog {

    private static final int KEPT = 2048;
    private static final long RARELY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<String, Long> rareUntil = new HashMap<>();
    private long next;

    /** Empty. */
    @Activate
    public EventLog() {
        // Nothing to open.
    }

    /** Adds an event of one line. */
    public synchronized void add(String kind, String text) {
        events.add(new Event(next++, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(), kind, text));
        if (events.size() > KEPT) {
            events.remove();
        }
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
        return events.stream().filter(event -> event.number() > after).toList();
    }
}
