package e7.identity.proc;

import e7.identity.proc.SocketSnapshot.Holding;

/**
 * Looks whether processes still hold wanted sockets. Where a socket is no longer under the number it had, the process's other descriptors are
 * looked through, but only so many in one search: any user may hold a socket with many processes that each have many. One thread.
 */
final class HolderCheck implements DescriptorTables.Visitor {

    /** Descriptors that are looked through in one search; a few milliseconds. */
    private static final int MOST = 4096;

    private final DescriptorTables tables;
    private WantedSockets wanted;
    private boolean[] held;
    private int left;
    private long sought;
    private boolean found;

    HolderCheck(Privileges privileges) {
        tables = new DescriptorTables(privileges);
    }

    /** Begins a search. */
    void start(WantedSockets newWanted) {
        wanted = newWanted;
        held = new boolean[wanted.count()];
        left = MOST;
    }

    /** Whether the process with this folder in /proc still holds the socket. */
    boolean isHeld(int processFolder, Holding holding) {
        sought = holding.inode();
        found = tables.socketAt(processFolder, holding.task(), holding.descriptor()) == sought;
        if (!found) {
            tables.visit(processFolder, holding.pid(), this);
        }
        held[wanted.indexOf(sought)] |= found;
        return found;
    }

    /** Whether more descriptors would have had to be looked through than one search may. */
    boolean isExhausted() {
        return left == 0;
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
    public DescriptorTables.Next table(int task, long size) {
        return next();
    }

    @Override
    public DescriptorTables.Next next() {
        if (found || left == 0) {
            return DescriptorTables.Next.END;
        }
        left--;
        return DescriptorTables.Next.ON;
    }

    @Override
    public void socket(int descriptor, long inode) {
        found |= inode == sought;
    }
}
