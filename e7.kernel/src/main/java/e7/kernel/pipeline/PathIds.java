package e7.kernel.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for strings, so that keys of the verdict cache can be made of longs. A number is never used for two strings; a string gets
 * another number after the map was full and has been emptied, which costs a few misses and nothing else. Any thread; look-ups that find
 * their string do not allocate.
 */
public final class PathIds {

    /** Stands for no path. */
    public static final long NONE = -1;

    private static final int LIMIT = 16_384;

    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /** The number of a string; {@link #NONE} for null. */
    public long id(String text) {
        if (text == null) {
            return NONE;
        }
        Long known = ids.get(text);
        if (known != null) {
            return known;
        }
        if (ids.size() >= LIMIT) {
            ids.clear();
        }
        return ids.computeIfAbsent(text, key -> next.getAndIncrement());
    }
}
