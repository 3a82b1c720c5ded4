package e7.identity.proc;

import e7.api.identity.ProcessIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * Says, for every packet, whether a process is still the same one and executes the same file.
 *
 * <p>A direct-mapped table of {@value #SLOTS} slots, keyed by process id, keeps a descriptor of /proc/PID for each process that was asked
 * about. The descriptor stands for the process itself: once that has ended every look through it fails, whoever has its number by then. So
 * the start time is compared once, when the slot is filled, and from then on one statx(2) is all it takes. A process whose slot is taken
 * by another one displaces it, which costs time and nothing else.
 *
 * <p>A trusted program may execute another one, which enters a user namespace and there sets its exe link back to the trusted file (see
 * {@link ExecutableName}). So the user namespace of a process with a trusted path is looked at too, but only once in a millisecond: it
 * costs as much as all the rest.
 *
 * <p>Owned by one thread; allocates nothing after the constructor.
 */
public final class ProcessWatch implements Closeable {

    /** How many processes are watched; so many descriptors at most are open. A power of two. */
    private static final int SLOTS = 256;
    private static final int NONE = -1;
    private static final long NAMESPACE_INTERVAL_NANOS = 1_000_000;

    private final int[] folders = new int[SLOTS];
    private final int[] pids = new int[SLOTS];
    private final long[] startTimes = new long[SLOTS];
    /** When the user namespace was last seen to be ours, System.nanoTime(); compared by subtraction. */
    private final long[] seenInOurNamespace = new long[SLOTS];
    private final NativeBuffer path = new NativeBuffer(32);
    private final ProcessReader reader;

    /** Opens nothing yet. */
    public ProcessWatch() throws IOException {
        reader = new ProcessReader();
        Arrays.fill(folders, NONE);
    }

    /** Whether this process still runs, is the same one, and still executes the same file. The kernel always does. */
    public boolean isCurrent(ProcessIdentity process) {
        int pid = process.pid();
        if (pid <= 0) {
            return pid == 0;
        }
        int slot = pid & SLOTS - 1;
        if (pids[slot] != pid || startTimes[slot] != process.startTime() || folders[slot] == NONE) {
            if (!fill(slot, pid, process.startTime())) {
                return false;
            }
        }
        if (reader.executes(folders[slot], process) && (process.path() == null || isStillTrusted(slot))) {
            return true;
        }
        empty(slot);
        return false;
    }

    private boolean isStillTrusted(int slot) {
        long now = System.nanoTime();
        if (now - seenInOurNamespace[slot] < NAMESPACE_INTERVAL_NANOS) {
            return true;
        }
        seenInOurNamespace[slot] = now;
        return reader.isInOurUserNamespace(folders[slot]);
    }

    private boolean fill(int slot, int pid, long startTime) {
        empty(slot);
        int folder = Libc.open(path.path("/proc/").append(pid).address(), Libc.O_PATH | Libc.O_CLOEXEC);
        if (folder < 0) {
            return false;
        }
        if (reader.startTime(folder) != startTime) {
            Libc.close(folder);
            return false;
        }
        folders[slot] = folder;
        pids[slot] = pid;
        startTimes[slot] = startTime;
        seenInOurNamespace[slot] = System.nanoTime() - NAMESPACE_INTERVAL_NANOS;
        return true;
    }

    private void empty(int slot) {
        if (folders[slot] != NONE) {
            Libc.close(folders[slot]);
            folders[slot] = NONE;
        }
    }

    @Override
    public void close() {
        for (int slot = 0; slot < SLOTS; slot++) {
            empty(slot);
        }
    }
}
