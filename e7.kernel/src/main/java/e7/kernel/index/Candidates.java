package e7.kernel.index;

/**
 * The rules that a packet has to be tested by, as ranks in ascending order. First those are read that can say yes, and then, if anybody wants
 * them, the doubtful ones. One thread's; it is used again for each packet and allocates nothing once it has grown.
 */
public final class Candidates {

    private final Merge possible = new Merge();
    private final Merge doubtful = new Merge();

    /** Where what is found now goes. */
    private Merge found = possible;

    private Merge read = possible;
    private boolean together;

    /**
     * Forgets everything.
     *
     * @param newTogether whether doubtful ones are to be read among the others, at their place in the order
     */
    void begin(boolean newTogether) {
        possible.clear();
        doubtful.clear();
        found = possible;
        read = possible;
        together = newTogether;
    }

    /** From here on doubtful ones are found, until {@link #endDoubt} with what this returns. */
    Merge beginDoubt() {
        Merge before = found;
        found = together ? possible : doubtful;
        return before;
    }

    void endDoubt(Merge before) {
        found = before;
    }

    void add(int rank) {
        found.add(rank);
    }

    void add(int[] ranks) {
        found.add(ranks);
    }

    /** From here on the doubtful ones are read. Returns whether there are any. */
    public boolean readDoubtful() {
        read = doubtful;
        return !doubtful.isEmpty();
    }

    /** The next rank, or -1. */
    public int next() {
        return read.next();
    }
}
