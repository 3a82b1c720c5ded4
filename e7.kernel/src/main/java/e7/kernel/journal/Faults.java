package e7.kernel.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What failed that should not, by what was being done. The threads of a firewall go on after it, as one that ended would be a hole, so this
 * is where it shows. Any thread.
 */
public final class Faults {

    private static final int LONGEST = 300;

    /** How often, and how the latest time. */
    private static final class Record {
        private final AtomicLong count = new AtomicLong();
        private volatile String latest = "";
    }

    private final EventLog log;
    private final Map<String, Record> records = new ConcurrentSkipListMap<>();

    /** None yet; each is told to {@code log}, but not more than one in a second. */
    public Faults(EventLog log) {
        this.log = log;
    }

    /**
     * Counts one.
     *
     * @param doing what was being done, such as {@code judging a packet}; one of a few constants
     */
    public void add(String doing, Throwable fault) {
        String text = String.valueOf(fault);
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        Record record = records.computeIfAbsent(doing, absent -> new Record());
        record.count.incrementAndGet();
        record.latest = text;
        log.addRarely("fault", "while " + doing + ": " + text);
    }

    /** One line for each thing that failed. */
    public List<String> lines() {
        return records.entrySet().stream()
                .map(entry -> entry.getValue().count.get() + " faults while " + entry.getKey() + ", the latest: " + entry.getValue().latest)
                .toList();
    }
}
