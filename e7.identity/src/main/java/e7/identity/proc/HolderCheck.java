package e7.identity.proc;

/** Looks whether one process holds wanted sockets now, and which. One thread. */
final class HolderCheck implements DescriptorTables.Visitor {

    private final FileStatus status = new FileStatus();
    private WantedSockets wanted;
    private boolean[] held;
    private boolean counts;

    /** Begins a search. */
    void start(WantedSockets newWanted) {
        wanted = newWanted;
        held = new boolean[wanted.count()];
    }

    /** Begins with the next process. */
    void nextProcess() {
        counts = false;
    }

    /** Whether this process holds a wanted socket of the user that counts. */
    boolean counts() {
        return counts;
    }

    /** Whether there is a wanted socket that no process was seen to hold. */
    boolean hasUnheld() {
        for (boolean one : held) {
            if (!one) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean socket(int table, long name, long inode) {
        int index = wanted.indexOf(inode);
        if (index >= 0) {
            held[index] = true;
            counts |= wanted.uid() < 0 || !status.read(table, name) || status.uid() == wanted.uid();
        }
        return !(counts && held.length == 1);
    }
}
