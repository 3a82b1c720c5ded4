package e7.identity.proc;

import java.util.Arrays;

/**
 * The large descriptor tables that one scan has read, so that one which many tasks share (clone(CLONE_FILES)) is read once. kcmp(2) orders
 * the tables of any two tasks, always in the same way; so they are kept in that order, and a look-up takes as many calls as the number of
 * tables has binary digits.
 *
 * <p>Each is known by a task that had it when it was read. If that task has ended or taken another table since, a table may not be
 * recognized, and is read once more.
 */
final class LargeTables {

    // What kcmp(2) answers about the first and the second task.
    private static final long EQUAL = 0;
    private static final long LESS = 1;
    private static final long GREATER = 2;

    private final Privileges privileges;
    private int[] tasks = new int[16];
    private int[] tables = new int[16];
    private int count;

    LargeTables(Privileges privileges) {
        this.privileges = privileges;
    }

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** The number of the table that this task has, or -1 if it is a new one, which is known by this number from now on. */
    int findOrAdd(int task, int table) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            long order = privileges.compareDescriptors(task, tasks[middle]);
            if (order == EQUAL) {
                return tables[middle];
            }
            if (order == LESS) {
                high = middle;
            } else if (order == GREATER) {
                low = middle + 1;
            } else {
                return -1;
            }
        }
        insert(low, task, table);
        return -1;
    }

    private void insert(int at, int task, int table) {
        if (count == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * count);
            tables = Arrays.copyOf(tables, 2 * count);
        }
        System.arraycopy(tasks, at, tasks, at + 1, count - at);
        System.arraycopy(tables, at, tables, at + 1, count - at);
        tasks[at] = task;
        tables[at] = table;
        count++;
    }
}
