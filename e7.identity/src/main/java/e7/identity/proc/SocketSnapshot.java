package e7.identity.proc;

import java.util.Arrays;

/**
 * Who held which socket when /proc was last read through: pairs of inode and process id, in the order in which they were found, so that a
 * process's pairs are together. A search is for a handful of inodes, and walking the array is nothing beside reading /proc once more. One
 * thread; the arrays are used again for the next reading.
 */
final class SocketSnapshot implements DescriptorTables.Visitor {

    private long[] inodes = new long[1024];
    private int[] pids = new int[1024];
    private int count;
    private int pid;
    private int refusals;

    /** Forgets everything. */
    void clear() {
        count = 0;
        refusals = 0;
    }

    /** What comes is this process's. */
    void process(int newPid) {
        pid = newPid;
    }

    /** Notes that a process may not be looked into. */
    void refuse() {
        refusals++;
    }

    /** How many processes may not be looked into. */
    int refusals() {
        return refusals;
    }

    @Override
    public boolean socket(int table, long name, long inode) {
        if (count == inodes.length) {
            inodes = Arrays.copyOf(inodes, 2 * count);
            pids = Arrays.copyOf(pids, 2 * count);
        }
        inodes[count] = inode;
        pids[count++] = pid;
        return true;
    }

    /** Whether every wanted socket was held by somebody. */
    boolean covers(WantedSockets wanted) {
        for (int i = 0; i < wanted.count(); i++) {
            if (!has(wanted.inode(i))) {
                return false;
            }
        }
        return true;
    }

    /** The processes that held one of the wanted sockets, each once. */
    int[] holders(WantedSockets wanted) {
        int[] holders = new int[8];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (wanted.indexOf(inodes[i]) >= 0 && (found == 0 || holders[found - 1] != pids[i])) {
                holders = found == holders.length ? Arrays.copyOf(holders, 2 * found) : holders;
                holders[found++] = pids[i];
            }
        }
        return Arrays.copyOf(holders, found);
    }

    private boolean has(long inode) {
        for (int i = 0; i < count; i++) {
            if (inodes[i] == inode) {
                return true;
            }
        }
        return false;
    }
}
