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

    /** Whether the process looked at last may not be looked into. */
    boolean wasRefused() {
        return refused;
    }

    /**
     * Whether a process holds one of the sockets, in whatever table. Every one that it holds is marked.
     *
     * @param processFolder descriptor of /proc/PID
     */
    boolean holdsAny(int processFolder, int pid, WantedSockets wanted) {
        refused = false;
        boolean found = search(processFolder, DESCRIPTORS.address(), wanted);
        if (refused || found && wanted.isOne() || !status.read(processFolder, TASKS) || status.links() <= FOLDER_LINKS + 1) {
            return found;
        }
        return searchTasks(processFolder, pid, wanted) || found;
    }

    private boolean searchTasks(int processFolder, int pid, WantedSockets wanted) {
        int folder = Libc.openat(processFolder, TASKS.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            return false;
        }
        try {
            boolean found = false;
            tasks.start(folder);
            while (tasks.nextNumber()) {
                int task = tasks.number();
                if (task != pid && !privileges.sharesDescriptors(pid, task)) {
                    found |= search(folder, path.path("").append(task).append("/fd").address(), wanted);
                }
            }
            return found;
        } finally {
            Libc.close(folder);
        }
    }

    private boolean search(int parent, long table, WantedSockets wanted) {
        int folder = Libc.openat(parent, table, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (folder < 0) {
            noteRefusal();
            return false;
        }
        try {
            boolean found = false;
            descriptors.start(folder);
            while (!(found && wanted.isOne()) && !refused && descriptors.nextNumber()) {
                found |= isWanted(folder, descriptors.nameAddress(), wanted);
            }
            return found;
        } finally {
            Libc.close(folder);
        }
    }

    private boolean isWanted(int folder, long name, WantedSockets wanted) {
        int length = (int) Libc.readlinkat(folder, name, link.address(), link.capacity());
        if (length < 0) {
            noteRefusal();
            return false;
        }
        int index = wanted.indexOf(link, length);
        if (index < 0) {
            return false;
        }
        wanted.markHeld(index);
        return wanted.uid() < 0 || !status.read(folder, name) || status.uid() == wanted.uid();
    }

    // Other errors say that the process or the descriptor went away, which is no refusal.
    private void noteRefusal() {
        int error = Native.getLastError();
        refused |= error == Libc.EACCES || error == Libc.EPERM;
    }
}
