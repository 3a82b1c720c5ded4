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

    /** Receives the sockets that are found. */
    interface Visitor {
        /**
         * Takes one socket.
         *
         * @param table descriptor of the folder in which it was found
         * @param name address of its name there
         * @return false if no more are wanted
         */
        boolean socket(int table, long name, long inode);
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
        if (visitTable(processFolder, DESCRIPTORS.address(), visitor) && hasThreads(processFolder)) {
            visitTasks(processFolder, pid, visitor);
        }
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
            while (more && tasks.nextNumber()) {
                int task = tasks.number();
                more = task == pid || privileges.sharesDescriptors(pid, task)
                        || visitTable(folder, path.path("").append(task).append("/fd").address(), visitor);
            }
        } finally {
            Libc.close(folder);
        }
    }

    /** False if no more are wanted or none may be seen. */
    private boolean visitTable(int parent, long table, Visitor visitor) {
        int folder = Libc.openat(parent, table, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            noteRefusal();
            return !refused;
        }
        try {
            boolean more = true;
            descriptors.start(folder);
            while (more && !refused && descriptors.nextNumber()) {
                long inode = readSocket(folder, descriptors.nameAddress());
                more = inode < 0 || visitor.socket(folder, descriptors.nameAddress(), inode);
            }
            return more && !refused;
        } finally {
            Libc.close(folder);
        }
    }

    /** The inode of the socket that a descriptor leads to, or -1. */
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
