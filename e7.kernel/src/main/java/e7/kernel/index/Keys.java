package e7.kernel.index;

import e7.api.rule.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one rule can match: for some dimensions the numbers that a packet must have, or its rule says no. Filled by the thread that makes it.
 */
public final class Keys {

    /** With more, finding the rule by them would take more room than it is worth. */
    private static final int MOST = 1024;

    private static final int BITS_OF_FOLDER = 16;

    /**
     * Some of the numbers.
     *
     * @param first the lowest, or for a path its hash
     * @param last the highest, as unsigned
     * @param folder length of the path of a folder, below which everything is meant; 0 for all else
     */
    record Key(long first, long last, int folder) {

        boolean isOne() {
            return first == last && folder == 0;
        }

        /** The binary logarithm of how many numbers it is, or of how many it is as good as. */
        int breadth() {
            return folder > 0 ? BITS_OF_FOLDER : Long.SIZE - Long.numberOfLeadingZeros(last - first);
        }
    }

    private final List<List<Key>> byDimension = new ArrayList<>();

    /** None yet: a rule that has to be asked about every packet. */
    public Keys() {
        for (int i = 0; i < Dimension.COUNT; i++) {
            byDimension.add(List.of());
        }
    }

    /** Adds what a criterion says of its numbers; the first on a facet is enough. */
    public void add(Bounds bounds) {
        add(Dimension.of(bounds.facet()), bounds.ranges().stream().map(range -> new Key(range.first(), range.last(), 0)).toList());
    }

    /** Adds the paths, of which the packet's process must have one, or be in the folder if the path ends with a slash. */
    public void addPaths(Collection<String> paths) {
        add(Dimension.PATH, paths.stream().map(Keys::key).toList());
    }

    private static Key key(String path) {
        if (!path.endsWith("/")) {
            return new Key(path.hashCode(), path.hashCode(), 0);
        }
        long hash = 0;
        for (int i = 0; i < path.length(); i++) {
            hash = folderHash(hash, path.charAt(i));
        }
        return new Key(hash, hash, path.length());
    }

    /** The hash of a beginning of a path that is a character longer. A rotation is quicker than a product, and this is done for each packet. */
    static long folderHash(long shorter, char next) {
        return Long.rotateLeft(shorter, 7) ^ next;
    }

    private void add(Dimension dimension, List<Key> keys) {
        if (of(dimension).isEmpty() && keys.size() <= MOST) {
            byDimension.set(dimension.ordinal(), keys);
        }
    }

    /** What it asks for; empty: for nothing. */
    List<Key> of(Dimension dimension) {
        return byDimension.get(dimension.ordinal());
    }
}
