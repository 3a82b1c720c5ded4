package e7.kernel.engine;

import e7.api.cache.Cache;
import e7.kernel.pipeline.SocketOwner;

/**
 * Bounds the characters of paths that the process cache keeps. Its entries are bounded, but anybody may run programs whose paths are as long
 * as the kernel allows, one for each entry. Owners with paths of ordinary length are left alone; those with longer ones have a budget, and
 * when it is used up all of them are forgotten, which costs their packets a search and those of a closed socket the name. Any thread.
 */
final class LongPaths {

    /** So many entries of this length are no burden. */
    private static final int ORDINARY = 512;

    private final int budget;
    private int kept;

    LongPaths() {
        this(1 << 20);
    }

    LongPaths(int budget) {
        this.budget = budget;
    }

    /** To be called before an owner is put into the cache. */
    void admit(Cache<SocketOwner> processes, SocketOwner owner) {
        if (isLong(owner) && isOverBudget(owner.process().path().length())) {
            processes.removeIf((key, other) -> isLong(other));
        }
    }

    private static boolean isLong(SocketOwner owner) {
        return owner.process().path() != null && owner.process().path().length() > ORDINARY;
    }

    private synchronized boolean isOverBudget(int length) {
        kept += length;
        if (kept <= budget) {
            return false;
        }
        kept = length;
        return true;
    }
}
