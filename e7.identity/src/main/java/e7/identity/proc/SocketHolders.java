package e7.identity.proc;

import e7.api.identity.ProcessIdentity;
import java.io.IOException;

/**
 * Finds the process that holds a socket, by looking at every descriptor of every process: /proc has no way from the socket to its
 * holders. All of them are found, not just the first. Owned by one thread.
 */
public final class SocketHolders {

    private static final NativeBuffer PROC = NativeBuffer.constant("/proc");

    private final DirectoryListing processes = new DirectoryListing();
    private final Privileges privileges;
    private final DescriptorTables tables;
    private final ProcessReader reader;

    /** Reads what stays the same: our namespaces and what we are allowed to see. */
    public SocketHolders() throws IOException {
        privileges = Privileges.own();
        tables = new DescriptorTables(privileges);
        reader = new ProcessReader();
    }

    /**
     * The process that holds the wanted sockets. Takes milliseconds: a few microseconds for each descriptor on the machine.
     *
     * @return the process, or an unknown one with the reason; never null
     */
    public ProcessIdentity identify(WantedSockets wanted) {
        Agreement agreement = new Agreement(wanted.label());
        int proc = Libc.open(PROC.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (proc < 0) {
            return ProcessIdentity.unknown("/proc cannot be read");
        }
        int refusals = 0;
        try {
            processes.start(proc);
            while (!agreement.isSettled() && processes.nextNumber()) {
                refusals += visit(proc, wanted, agreement) ? 0 : 1;
            }
        } finally {
            Libc.close(proc);
        }
        return conclude(agreement, wanted, refusals);
    }

    /** Looks into the process that the listing is at; false if that is not allowed. */
    private boolean visit(int proc, WantedSockets wanted, Agreement agreement) {
        int folder = Libc.openat(proc, processes.nameAddress(), Libc.O_PATH | Libc.O_CLOEXEC);
        if (folder < 0) {
            return true;
        }
        try {
            int pid = processes.number();
            ProcessIdentity holder = tables.holdsAny(folder, pid, wanted) ? reader.read(pid, folder) : null;
            if (holder != null) {
                agreement.add(holder);
            }
            return !tables.wasRefused();
        } finally {
            Libc.close(folder);
        }
    }

    private ProcessIdentity conclude(Agreement agreement, WantedSockets wanted, int refusals) {
        ProcessIdentity answer = agreement.answer();
        if (answer == null) {
            return ProcessIdentity.unknown(refusals == 0
                    ? "no process holds the socket"
                    : "no process that may be looked into holds the socket, and " + refusals + " may not");
        }
        if (agreement.isSettled()) {
            return answer;
        }
        if (wanted.hasUnheld()) {
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
