package e7.identity.proc;

import com.sun.jna.Native;
import e7.api.identity.ProcessIdentity;
import java.io.IOException;

/**
 * Finds the process that holds a socket, by looking at every descriptor of every process: /proc has no way from the socket to its
 * holders. All of them are found, not just the first.
 *
 * <p>Descriptors are read with readlink, never stat: a stat of a file on a file system whose server is hostile (FUSE) could wait for ever.
 *
 * <p>A thread may leave its process's descriptor table (unshare(CLONE_FILES)) and keep sockets in one of its own. Where kcmp(2) says that a
 * thread shares its leader's table, which nearly all do, that table is read once; otherwise the thread's own is read too.
 */
public final class SocketHolders {

    private static final NativeBuffer PROC = NativeBuffer.constant("/proc");
    private static final NativeBuffer DESCRIPTORS = NativeBuffer.constant("fd");
    private static final NativeBuffer TASKS = NativeBuffer.constant("task");
    /** What a folder has as links of its own; the rest of the link count of /proc/PID/task are threads. */
    private static final int FOLDER_LINKS = 2;

    private final DirectoryListing processes = new DirectoryListing();
    private final DirectoryListing tasks = new DirectoryListing();
    private final DirectoryListing descriptors = new DirectoryListing();
    private final NativeBuffer wanted = new NativeBuffer(64);
    private final NativeBuffer link = new NativeBuffer(64);
    private final NativeBuffer path = new NativeBuffer(64);
    private final FileStatus status = new FileStatus();
    private final ProcessReader reader;
    private final Privileges privileges;
    private int unreadable;
    private boolean readable;

    /** Reads what stays the same: our namespaces and what we are allowed to see. */
    public SocketHolders() throws IOException {
        reader = new ProcessReader();
        privileges = Privileges.own();
    }

    /**
     * The process that holds a socket. Takes milliseconds: about one microsecond for each descriptor on the machine.
     *
     * @param inode the socket's inode in sockfs
     * @return the process, or an unknown one with the reason; never null
     */
    public ProcessIdentity identify(long inode) {
        wanted.path("socket:[").append(inode).append("]");
        unreadable = 0;
        Agreement agreement = new Agreement();
        int proc = Libc.open(PROC.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (proc < 0) {
            return ProcessIdentity.unknown("/proc cannot be read");
        }
        try {
            processes.start(proc);
            while (!agreement.isSettled() && processes.nextNumber()) {
                visit(proc, agreement);
            }
        } finally {
            Libc.close(proc);
        }
        return conclude(agreement.answer());
    }

    private void visit(int proc, Agreement agreement) {
        int folder = Libc.openat(proc, processes.nameAddress(), Libc.O_PATH | Libc.O_CLOEXEC);
        if (folder < 0) {
            return;
        }
        try {
            readable = true;
            int pid = processes.number();
            if (holds(folder, DESCRIPTORS.address()) || taskHolds(folder, pid)) {
                ProcessIdentity holder = reader.read(pid, folder);
                if (holder != null) {
                    agreement.add(holder);
                }
            }
            unreadable += readable ? 0 : 1;
        } finally {
            Libc.close(folder);
        }
    }

    private boolean taskHolds(int processFolder, int pid) {
        if (!readable || !status.read(processFolder, TASKS) || status.links() <= FOLDER_LINKS + 1) {
            return false;
        }
        int folder = Libc.openat(processFolder, TASKS.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            return false;
        }
        try {
            tasks.start(folder);
            while (tasks.nextNumber()) {
                int task = tasks.number();
                if (task != pid && !privileges.sharesDescriptors(pid, task)
                        && holds(folder, path.path("").append(task).append("/fd").address())) {
                    return true;
                }
            }
            return false;
        } finally {
            Libc.close(folder);
        }
    }

    private boolean holds(int parent, long descriptorFolder) {
        int folder = Libc.openat(parent, descriptorFolder, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            noteRefusal();
            return false;
        }
        try {
            descriptors.start(folder);
            while (readable && descriptors.nextNumber()) {
                long length = Libc.readlinkat(folder, descriptors.nameAddress(), link.address(), link.capacity());
                if (length < 0) {
                    noteRefusal();
                } else if (wanted.isTextOf(link, length)) {
                    return true;
                }
            }
            return false;
        } finally {
            Libc.close(folder);
        }
    }

    // Other errors say that the process or the descriptor went away, which is no refusal.
    private void noteRefusal() {
        int error = Native.getLastError();
        if (error == Libc.EACCES || error == Libc.EPERM) {
            readable = false;
        }
    }

    private ProcessIdentity conclude(ProcessIdentity answer) {
        if (answer == null) {
            return ProcessIdentity.unknown(unreadable == 0
                    ? "no process holds the socket"
                    : "no process that may be looked into holds the socket, and " + unreadable + " may not");
        }
        if (answer.isKnown() && unreadable > 0 && !privileges.seesOwnNamespace()) {
            // With the capability only processes outside our user namespace are closed to us. Without it any process can hide.
            return ProcessIdentity.unknown("held by " + answer.display() + ", but " + unreadable
                    + " processes may not be looked into (CAP_SYS_PTRACE is missing)");
        }
        return answer;
    }
}
