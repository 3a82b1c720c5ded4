package e7.identity.proc;

import com.sun.jna.Native;
import e7.api.identity.ProcessIdentity;
import java.io.IOException;

/**
 * Reads who a process is. Everything is read through one open descriptor of its folder in /proc, which stands for that process and never
 * for another one that gets its number later: then the kernel answers ESRCH. So no start time need be compared, only the executable,
 * which exec(2) may change between two reads.
 */
final class ProcessReader {

    private static final NativeBuffer EXECUTABLE = NativeBuffer.constant("exe");
    private static final NativeBuffer STAT = NativeBuffer.constant("stat");
    private static final int ATTEMPTS = 4;
    private static final int LONGEST_NAME = 4096;

    private final FileStatus status = new FileStatus();
    private final NativeBuffer stat = new NativeBuffer(1024);
    private final NativeBuffer name = new NativeBuffer(LONGEST_NAME + 1);
    private final Namespaces own;

    ProcessReader() throws IOException {
        own = new Namespaces();
    }

    /**
     * Reads a process.
     *
     * @param processFolder descriptor of /proc/PID
     * @return the process, an unknown one with the reason, or null if it is gone
     */
    ProcessIdentity read(int pid, int processFolder) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!status.read(processFolder, EXECUTABLE)) {
                return withoutExecutable(pid);
            }
            long device = status.device();
            long inode = status.inode();
            ExecutableName executable = readName(processFolder, device, inode);
            int length = readStat(processFolder);
            long startTime = StatLine.startTime(stat.bytes(), length);
            if (startTime < 0) {
                return null;
            }
            if (status.read(processFolder, EXECUTABLE) && status.is(device, inode)) {
                return new ProcessIdentity(pid, startTime, device, inode,
                        executable.path(), executable.display(), StatLine.command(stat.bytes(), length));
            }
        }
        return ProcessIdentity.unknown("process " + pid + " keeps changing its executable");
    }

    /** Start time of the process with this folder, or -1 if it is gone. Allocates nothing. */
    long startTime(int processFolder) {
        return StatLine.startTime(stat.bytes(), readStat(processFolder));
    }

    /** Whether it still executes that file. Allocates nothing. */
    boolean executes(int processFolder, ProcessIdentity process) {
        return status.read(processFolder, EXECUTABLE) && status.is(process.device(), process.inode());
    }

    /** Whether it is in our own user namespace, without which its path cannot be trusted. Allocates nothing. */
    boolean isInOurUserNamespace(int processFolder) {
        return own.isOurUserNamespace(processFolder);
    }

    private ExecutableName readName(int processFolder, long device, long inode) {
        long length = Libc.readlinkat(processFolder, EXECUTABLE.address(), name.address(), LONGEST_NAME);
        if (length < 0 || length == LONGEST_NAME) {
            return new ExecutableName(null, "? (path too long)");
        }
        name.end((int) length);
        // The namespace is read after the executable: nobody comes back from a user namespace into its parent.
        ExecutableName.Evidence evidence = new ExecutableName.Evidence(
                status.read(Libc.AT_FDCWD, name) && status.is(device, inode),
                own.isOurUserNamespace(processFolder),
                own.isOurMountNamespace(processFolder));
        return ExecutableName.of(name.copy(), evidence);
    }

    private static ProcessIdentity withoutExecutable(int pid) {
        return switch (Native.getLastError()) {
            case Libc.ESRCH -> null;
            // Kernel threads have none, and a process has none any more once its first thread has ended.
            case Libc.ENOENT -> ProcessIdentity.unknown("process " + pid + " has no executable");
            default -> ProcessIdentity.unknown("executable of process " + pid + " may not be read");
        };
    }

    private int readStat(int processFolder) {
        int descriptor = Libc.openat(processFolder, STAT.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (descriptor < 0) {
            return 0;
        }
        int length = (int) Libc.read(descriptor, stat.address(), stat.capacity());
        Libc.close(descriptor);
        return Math.max(length, 0);
    }
}
