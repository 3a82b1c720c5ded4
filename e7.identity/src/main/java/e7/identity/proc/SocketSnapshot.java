package e7.identity.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who held which socket when /proc was read through. Immutable.
 *
 * <p>Two lists, in the order in which they were found: sockets, each with the number of the descriptor table it is in, and tables, each with a
 * task that has it. A table that several processes share is there once in the first and several times in the second. A search is for a handful
 * of inodes, and walking the lists is nothing beside reading /proc once more.
 *
 * @param begun System.nanoTime() before the first process was looked into
 * @param inodes of the sockets
 * @param tables the table that each socket is in
 * @param descriptors the number that it has there
 * @param owners the tasks that have tables
 * @param refusals how many processes may not be looked into
 * @param exhausted users not all of whose processes were looked into
 */
record SocketSnapshot(long begun, long[] inodes, int[] tables, int[] descriptors, List<Owner> owners, int refusals, Set<Long> exhausted) {

    /** A task that has a table. */
    record Owner(int table, int pid, int task) {
    }

    /** A wanted socket, and where it was seen. */
    record Holding(int pid, int task, int descriptor, long inode) {
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

    /**
     * Where the wanted sockets were seen, each once in each table.
     *
     * @param most after how many to stop
     */
    List<Holding> holdings(WantedSockets wanted, int most) {
        Map<Integer, List<Integer>> seen = find(wanted);
        List<Holding> holdings = new ArrayList<>();
        for (Owner owner : owners) {
            for (int socket : seen.getOrDefault(owner.table(), List.of())) {
                if (holdings.size() == most) {
                    return holdings;
                }
                holdings.add(new Holding(owner.pid(), owner.task(), descriptors[socket], inodes[socket]));
            }
        }
        return holdings;
    }

    /** By table, the indices of the wanted sockets in it. */
    private Map<Integer, List<Integer>> find(WantedSockets wanted) {
        Map<Integer, List<Integer>> seen = new HashMap<>();
        // The table in which each was seen last, one more than its number, as 0 is also that of a table.
        int[] last = new int[wanted.count()];
        for (int i = 0; i < inodes.length; i++) {
            int which = wanted.indexOf(inodes[i]);
            if (which >= 0 && last[which] != tables[i] + 1) {
                last[which] = tables[i] + 1;
                seen.computeIfAbsent(tables[i], table -> new ArrayList<>()).add(i);
            }
        }
        return seen;
    }

    private boolean has(long inode) {
        for (long one : inodes) {
            if (one == inode) {
                return true;
            }
        }
        return false;
    }
}
