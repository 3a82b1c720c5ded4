package e7.identity.proc;

import e7.api.identity.ProcessIdentity;
import e7.identity.proc.SocketSnapshot.Holding;
import java.io.IOException;
import java.util.List;

/**
 * Finds the process that holds a socket, by looking at every descriptor of every process: /proc has no way from the socket to its
 * holders. All of them are found, not just the first. Owned by one thread; the snapshots are shared.
 *
 * <p>Reading /proc through takes milliseconds, and programs open their connections in bursts. So what was seen is kept for
 * {@value #FRESH_MILLIS} ms and answers for every socket that was there at the time. Each holder is then looked at again, and by that his
 * present executable counts; only a process that the socket was handed to in between is overlooked, as it is anyway while the engine
 * remembers the answer.
 */
public final class SocketHolders {

    private static final int FRESH_MILLIS = 100;
    /** Each costs some 15 microseconds. */
    private static final int MOST_HOLDERS = 4096;

    private final ProcSnapshots snapshots;
    private final NativeBuffer path = new NativeBuffer(32);
    private final HolderCheck check;
    private final ProcessReader reader;

    /** Reads what stays the same: our namespaces. */
    public SocketHolders(ProcSnapshots snapshots) throws IOException {
        this.snapshots = snapshots;
        check = new HolderCheck(snapshots.privileges());
        reader = new ProcessReader();
    }

    /**
     * The process that holds the wanted sockets. Takes milliseconds: a few microseconds for each descriptor on the machine.
     *
     * @return the process, or an unknown one with the reason; never null
     */
    public ProcessIdentity identify(WantedSockets wanted) {
        long asked = System.nanoTime();
        SocketSnapshot latest = snapshots.latest();
        if (latest != null && asked - latest.begun() < FRESH_MILLIS * 1_000_000L && latest.covers(wanted)) {
            Agreement agreement = ask(latest, wanted);
            if (agreement.isSettled() || agreement.answer() != null && !check.hasUnheld()) {
                return conclude(agreement, wanted, latest);
            }
        }
        SocketSnapshot next = snapshots.begunAfter(asked);
        return next == null ? ProcessIdentity.unknown("/proc cannot be read") : conclude(ask(next, wanted), wanted, next);
    }

    private Agreement ask(SocketSnapshot snapshot, WantedSockets wanted) {
        Agreement agreement = new Agreement(wanted.label());
        check.start(wanted);
        List<Holding> holdings = snapshot.holdings(wanted, MOST_HOLDERS);
        for (Holding holding : holdings) {
            ProcessIdentity holder = read(holding);
            if (holder != null) {
                agreement.add(holder);
            }
        }
        if (holdings.size() == MOST_HOLDERS || check.isExhausted()) {
            agreement.add(ProcessIdentity.unknown(wanted.label() + " held by too many processes or descriptors to look at each"));
        }
        return agreement;
    }

    /** The process, if it still holds the socket. Descriptors and executable are read through one folder, so they are one process's. */
    private ProcessIdentity read(Holding holding) {
        int folder = Libc.open(path.path("/proc/").append(holding.pid()).address(), Libc.O_PATH | Libc.O_CLOEXEC);
        if (folder < 0) {
            return null;
        }
        try {
            return check.isHeld(folder, holding) ? reader.read(holding.pid(), folder) : null;
        } finally {
            Libc.close(folder);
        }
    }

    private ProcessIdentity conclude(Agreement agreement, WantedSockets wanted, SocketSnapshot snapshot) {
        ProcessIdentity answer = agreement.answer();
        if (agreement.isSettled()) {
            return answer;
        }
        if (wanted.uid() < 0 ? !snapshot.exhausted().isEmpty() : snapshot.exhausted().contains(wanted.uid())) {
            String user = wanted.uid() < 0 ? "a user" : "user " + wanted.uid();
            return ProcessIdentity.unknown(user + " has too many open files to look through them all for the socket");
        }
        int refusals = snapshot.refusals();
        if (answer == null) {
            return ProcessIdentity.unknown(refusals == 0
                    ? "no process holds the socket"
                    : "no process that may be looked into holds the socket, and " + refusals + " may not");
        }
        if (check.hasUnheld()) {
            return ProcessIdentity.unknown(
                    wanted.label() + " shared by " + answer.display() + " and a socket that no visible process holds");
        }
        if (refusals > 0 && !snapshots.privileges().seesOwnNamespace()) {
            // With the capability only processes outside our user namespace are closed to us. Without it any process can hide.
            return ProcessIdentity.unknown("held by " + answer.display() + ", but " + refusals
                    + " processes may not be looked into (CAP_SYS_PTRACE is missing)");
        }
        return answer;
    }
}
