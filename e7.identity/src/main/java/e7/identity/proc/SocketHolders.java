package e7.identity.proc;

import e7.api.identity.ProcessIdentity;
import java.io.IOException;

/**
 * Finds the process that holds a socket, by looking at every descriptor of every process: /proc has no way from the socket to its
 * holders. All of them are found, not just the first. Owned by one thread.
 *
 * <p>Reading /proc through takes milliseconds, and programs open their connections in bursts. So what was seen is kept for
 * {@value #FRESH_MILLIS} ms and answers for every socket that was there at the time. Each holder is then looked at again, and by that his
 * present executable counts; only a process that the socket was handed to in between is overlooked, as it is anyway while the engine
 * remembers the answer.
 */
public final class SocketHolders {

    private static final NativeBuffer PROC = NativeBuffer.constant("/proc");
    private static final int FRESH_MILLIS = 100;

    private final DirectoryListing processes = new DirectoryListing();
    private final NativeBuffer path = new NativeBuffer(32);
    private final SocketSnapshot snapshot = new SocketSnapshot();
    private final HolderCheck check = new HolderCheck();
    private final Privileges privileges;
    private final DescriptorTables tables;
    private final ProcessReader reader;
    /** System.nanoTime(); compared by subtraction. */
    private long snapshotBegun;

    /** Reads what stays the same: our namespaces and what we are allowed to see. */
    public SocketHolders() throws IOException {
        privileges = Privileges.own();
        tables = new DescriptorTables(privileges);
        reader = new ProcessReader();
        snapshotBegun = System.nanoTime();
    }

    /**
     * The process that holds the wanted sockets. Takes milliseconds: a few microseconds for each descriptor on the machine.
     *
     * @return the process, or an unknown one with the reason; never null
     */
    public ProcessIdentity identify(WantedSockets wanted) {
        boolean isFresh = System.nanoTime() - snapshotBegun < FRESH_MILLIS * 1_000_000L && snapshot.covers(wanted);
        if (isFresh) {
            Agreement agreement = ask(wanted);
            if (agreement.isSettled() || agreement.answer() != null && !check.hasUnheld()) {
                return conclude(agreement, wanted);
            }
        }
        if (!takeSnapshot()) {
            return ProcessIdentity.unknown("/proc cannot be read");
        }
        return conclude(ask(wanted), wanted);
    }

    private boolean takeSnapshot() {
        snapshotBegun = System.nanoTime();
        snapshot.clear();
        int proc = Libc.open(PROC.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (proc < 0) {
            return false;
        }
        try {
            processes.start(proc);
            while (processes.nextNumber()) {
                take(Libc.openat(proc, processes.nameAddress(), Libc.O_PATH | Libc.O_CLOEXEC), processes.number());
            }
        } finally {
            Libc.close(proc);
        }
        return true;
    }

    private void take(int folder, int pid) {
        if (folder < 0) {
            return;
        }
        try {
            snapshot.process(pid);
            tables.visit(folder, pid, snapshot);
            if (tables.wasRefused()) {
                snapshot.refuse();
            }
        } finally {
            Libc.close(folder);
        }
    }

    private Agreement ask(WantedSockets wanted) {
        Agreement agreement = new Agreement(wanted.label());
        check.start(wanted);
        for (int pid : snapshot.holders(wanted)) {
            ProcessIdentity holder = read(pid);
            if (holder != null) {
                agreement.add(holder);
            }
        }
        return agreement;
    }

    /** The process, if it still holds what counts. Descriptors and executable are read through one folder, so they are one process's. */
    private ProcessIdentity read(int pid) {
        int folder = Libc.open(path.path("/proc/").append(pid).address(), Libc.O_PATH | Libc.O_CLOEXEC);
        if (folder < 0) {
            return null;
        }
        try {
            check.nextProcess();
            tables.visit(folder, pid, check);
            return check.counts() ? reader.read(pid, folder) : null;
        } finally {
            Libc.close(folder);
        }
    }

    private ProcessIdentity conclude(Agreement agreement, WantedSockets wanted) {
        ProcessIdentity answer = agreement.answer();
        int refusals = snapshot.refusals();
        if (answer == null) {
            return ProcessIdentity.unknown(refusals == 0
                    ? "no process holds the socket"
                    : "no process that may be looked into holds the socket, and " + refusals + " may not");
        }
        if (agreement.isSettled()) {
            return answer;
        }
        if (check.hasUnheld()) {
            return ProcessIdentity.unknown(
                    wanted.label() + " shared by " + answer.display() + " and a socket that no visible process holds");
        }
        if (refusals > 0 && !privileges.seesOwnNamespace()) {
            // With the capability only processes outside our user namespace are closed to us. Without it any process can hide.
            return ProcessIdentity.unknown("held by " + answer.display() + ", but " + refusals
                    + " processes may not be looked into (CAP_SYS_PTRACE is missing)");
        }
        return answer;
    }
}
