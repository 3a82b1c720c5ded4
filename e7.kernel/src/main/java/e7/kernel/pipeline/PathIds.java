package e7.kernel.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for strings, so that keys of the verdict cache can be made of longs.
 *
 * <p>A number is never used for two strings, for as long as this object lives: numbers only rise. A string may get another number later,
 * which costs a few misses and nothing else. That bounds the memory, in strings and in characters, since who runs programs chooses their
 * paths: there is a young map and an old one; when the young one is full it becomes the old one, and what was in that is forgotten. A
 * string that is asked for is taken over from the old map into the young one with its number, so those in use keep theirs.
 *
 * <p>Any thread. A look-up that finds its string in the young map neither allocates nor takes a lock; {@code this} guards all changes.
 */
public final class PathIds {

    /** Stands for no path. */
    public static final long NONE = -1;

    private static final int STRINGS = 8_192;
    private static final int CHARACTERS = 1 << 20;

    private volatile Map<String, Long> young = new ConcurrentHashMap<>();
    private Map<String, Long> old = Map.of();
    private int characters;
    private long next;

    /** The number of a string; {@link #NONE} for null. */
    public long id(String text) {
        if (text == null) {
            return NONE;
        }
        Long known = young.get(text);
        return known != null ? known : add(text);
    }

    private synchronized long add(String text) {
        Long known = young.get(text);
        if (known != null) {
            return known;
        }
        if (!young.isEmpty() && (young.size() == STRINGS || characters + text.length() > CHARACTERS)) {
            old = young;
            young = new ConcurrentHashMap<>();
            characters = 0;
        }
        Long before = old.get(text);
        long id = before != null ? before : next++;
        young.put(text, id);
        characters += text.length();
        return id;
    }

    /** Characters that are kept now. */
    synchronized long characters() {
        return characters + old.keySet().stream().mapToLong(String::length).sum();
    }
}
