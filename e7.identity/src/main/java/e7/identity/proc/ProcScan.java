package e7.identity.proc;

import e7.identity.proc.DescriptorTables.Next;
import e7.identity.proc.SocketSnapshot.Owner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads /proc through. One thread at a time; its memory is used again for the next reading, and what one reading needed beyond the usual is
 * let go.
 */
final class ProcScan implements DescriptorTables.Visitor {

    private static final NativeBuffer PROC = NativeBuffer.constant("/proc");
    /** So large that comparing a table with others costs less than reading it. */
    private static final int LARGE = 256;
    /** A process costs about as much as so many descriptors, even if it has none. */
    private static final int PROCESS_COST = 8;
    private static final int ROOM_AT_FIRST = 1024;
    private static final int ROOM_KEPT = 64 * 1024;

    private final DirectoryListing processes = new DirectoryListing();
    private final DescriptorTables reader;
    private final LargeTables largeTables;
    private final ScanAccounts accounts = new ScanAccounts();

    private final List<Owner> owners = new ArrayList<>();
    private long[] inodes = new long[ROOM_AT_FIRST];
    private int[] tables = new int[ROOM_AT_FIRST];
    private int[] descriptors = new int[ROOM_AT_FIRST];
    private int count;
    private int refusals;

    private int pid;
    private int task;
    private int table;
    private int firstInTable;
    private int readOfTable;
    private boolean isCompared;

    ProcScan(Privileges privileges) {
        reader = new DescriptorTables(privileges);
        largeTables = new LargeTables(privileges);
    }

    /** Reads everything; null if /proc cannot be read. Takes milliseconds: one or two microseconds for each descriptor on the machine. */
    SocketSnapshot run() {
        long begun = System.nanoTime();
        clear();
        int proc = Libc.open(PROC.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (proc < 0) {
            return null;
        }
        try {
            processes.start(proc);
            while (processes.nextNumber()) {
                take(Libc.openat(proc, processes.nameAddress(), Libc.O_PATH | Libc.O_CLOEXEC), processes.number());
            }
        } finally {
            Libc.close(proc);
        }
        return new SocketSnapshot(begun, Arrays.copyOf(inodes, count), Arrays.copyOf(tables, count), Arrays.copyOf(descriptors, count),
                List.copyOf(owners), refusals, accounts.exhausted());
    }

    private void clear() {
        if (inodes.length > ROOM_KEPT) {
            resize(ROOM_AT_FIRST);
        }
        count = 0;
        refusals = 0;
        table = -1;
        owners.clear();
        largeTables.clear();
        accounts.clear();
    }

    private void resize(int room) {
        inodes = Arrays.copyOf(inodes, room);
        tables = Arrays.copyOf(tables, room);
        descriptors = Arrays.copyOf(descriptors, room);
    }

    private void take(int folder, int newPid) {
        if (folder < 0) {
            return;
        }
        try {
            pid = newPid;
            accounts.process(folder);
            if (accounts.spend(PROCESS_COST)) {
                reader.visit(folder, pid, this);
                refusals += reader.wasRefused() ? 1 : 0;
            }
        } finally {
            Libc.close(folder);
        }
    }

    @Override
    public Next table(int newTask, long size) {
        task = newTask;
        table++;
        firstInTable = count;
        readOfTable = 0;
        isCompared = false;
        return size >= LARGE && isReadAlready() ? Next.TABLE : next();
    }

    @Override
    public Next next() {
        if (!accounts.spend(1)) {
            return Next.END;
        }
        return ++readOfTable == LARGE && isReadAlready() ? Next.TABLE : Next.ON;
    }

    /** Whether this table was read for another task; then what has been read of it again is forgotten. */
    private boolean isReadAlready() {
        if (isCompared) {
            return false;
        }
        isCompared = true;
        int known = largeTables.findOrAdd(task, table);
        if (known < 0) {
            return false;
        }
        if (firstInTable < count) {
            owners.remove(owners.size() - 1);
            count = firstInTable;
        }
        owners.add(new Owner(known, pid, task));
        return true;
    }

    @Override
    public void socket(int descriptor, long inode) {
        if (firstInTable == count) {
            owners.add(new Owner(table, pid, task));
        }
        if (count == inodes.length) {
            resize(2 * count);
        }
        inodes[count] = inode;
        tables[count] = table;
        descriptors[count++] = descriptor;
    }
}
