package e7.identity.proc;

import com.sun.jna.Native;

/**
 * Looks through a process's descriptors for sockets. They are read with readlink, never stat: a stat of a file on a file system whose
 * server is hostile (FUSE) could wait for ever.
 *
 * <p>A thread may leave its process's descriptor table (unshare(CLONE_FILES)) and keep sockets in one of its own. Where kcmp(2) says that a
 * thread shares its leader's table, which nearly all do, that table is read once; otherwise the thread's own is read too.
 */
final class DescriptorTables {

    /** How a visit goes on. */
    enum Next {
        ON,
        /** What is left of this table is not wanted. */
        TABLE,
        /** What is left of this process is not wanted. */
        END
    }

    /** Receives the sockets that are found. */
    interface Visitor {
        /** The descriptors that follow are in this task's table, which has so many, or 0 if the kernel does not say (before Linux 6.2). */
        Next table(int task, long size);

        /** Asked before each descriptor and each task that is looked at: both cost about a microsecond. */
        Next next();

        /** Takes one socket. */
        void socket(int descriptor, long inode);
    }

    private static final NativeBuffer DESCRIPTORS = NativeBuffer.constant("fd");
    private static final NativeBuffer TASKS = NativeBuffer.constant("task");
    /** What a folder has as links of its own; the rest of the link count of /proc/PID/task are threads. */
    private static final int FOLDER_LINKS = 2;

    private final DirectoryListing tasks = new DirectoryListing();
    private final DirectoryListing descriptors = new DirectoryListing();
    private final NativeBuffer link = new NativeBuffer(64);
    private final NativeBuffer path = new NativeBuffer(64);
    private final FileStatus status = new FileStatus();
    private final Privileges privileges;
    private boolean refused;

    DescriptorTables(Privileges privileges) {
        this.privileges = privileges;
    }

    /** Whether the process visited last may not be looked into. */
    boolean wasRefused() {
        return refused;
    }

    /**
     * Shows the visitor every socket that a process holds, in whatever table.
     *
     * @param processFolder descriptor of /proc/PID
     */
    void visit(int processFolder, int pid, Visitor visitor) {
        refused = false;
        if (visitTable(processFolder, DESCRIPTORS.address(), pid, visitor) && hasThreads(processFolder)) {
            visitTasks(processFolder, pid, visitor);
        }
    }

    /** The inode of the socket that a task's descriptor leads to now, or -1. */
    long socketAt(int processFolder, int task, int descriptor) {
        return readSocket(processFolder, path.path("task/").append(task).append("/fd/").append(descriptor).address());
    }

    private boolean hasThreads(int processFolder) {
        return status.read(processFolder, TASKS) && status.links() > FOLDER_LINKS + 1;
    }

    private void visitTasks(int processFolder, int pid, Visitor visitor) {
        int folder = Libc.openat(processFolder, TASKS.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            return;
        }
        try {
            boolean more = true;
            tasks.start(folder);
            while (more && visitor.next() == Next.ON && tasks.nextNumber()) {
                int task = tasks.number();
                more = task == pid || privileges.sharesDescriptors(pid, task) || visitTask(folder, task, visitor);
            }
        } finally {
            Libc.close(folder);
        }
    }

    private boolean visitTask(int folder, int task, Visitor visitor) {
        return visitTable(folder, path.path("").append(task).append("/fd").address(), task, visitor);
    }

    /** False if no more are wanted or none may be seen. */
    private boolean visitTable(int parent, long table, int task, Visitor visitor) {
        int folder = Libc.openat(parent, table, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            noteRefusal();
            return !refused;
        }
        try {
            Next next = visitor.table(task, status.read(folder, NativeBuffer.EMPTY) ? status.size() : 0);
            descriptors.start(folder);
            while (next == Next.ON && !refused && descriptors.nextNumber()) {
                long inode = readSocket(folder, descriptors.nameAddress());
                if (inode >= 0) {
                    visitor.socket(descriptors.number(), inode);
                }
                next = visitor.next();
            }
            return next != Next.END && !refused;
        } finally {
            Libc.close(folder);
        }
    }

    private long readSocket(int folder, long name) {
        int length = (int) Libc.readlinkat(folder, name, link.address(), link.capacity());
        if (length < 0) {
            noteRefusal();
            return -1;
        }
        return SocketLink.inode(link.bytes(), length);
    }

    // Other errors say that the process or the descriptor went away, which is no refusal.
    private void noteRefusal() {
        int error = Native.getLastError();
        refused |= error == Libc.EACCES || error == Libc.EPERM;
    }
}
