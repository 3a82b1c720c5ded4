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
 * the start time is compared once, when the slot is filled, and from then on two statx(2) are all it takes. A process whose slot is taken
 * by another one displaces it, which costs time and nothing else.
 *
 * <p>Owned by one thread; allocates nothing after the constructor.
 */
public final class ProcessWatch implements Closeable {

    /** How many processes are watched; so many descriptors at most are open. A power of two. */
    private static final int SLOTS = 256;
    private static final int NONE = -1;

    private final int[] folders = new int[SLOTS];
    private final int[] pids = new int[SLOTS];
    private final long[] startTimes = new long[SLOTS];
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
        if (reader.stillExecutes(folders[slot], process)) {
            return true;
        }
        empty(slot);
        return false;
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
