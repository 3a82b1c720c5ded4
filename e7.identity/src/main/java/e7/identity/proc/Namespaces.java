package e7.identity.proc;

import java.io.IOException;

/** Our own user and mount namespace, to compare those of others with. */
final class Namespaces {

    private static final NativeBuffer USER = NativeBuffer.constant("ns/user");
    private static final NativeBuffer MOUNT = NativeBuffer.constant("ns/mnt");

    private final FileStatus status = new FileStatus();
    private final long userDevice;
    private final long userInode;
    private final long mountDevice;
    private final long mountInode;

    Namespaces() throws IOException {
        readOwn("/proc/self/ns/user");
        userDevice = status.device();
        userInode = status.inode();
        readOwn("/proc/self/ns/mnt");
        mountDevice = status.device();
        mountInode = status.inode();
    }

    /** Whether the process with this folder in /proc is in our user namespace; false if that may not be read. Allocates nothing. */
    boolean isOurUserNamespace(int processFolder) {
        return status.read(processFolder, USER) && status.is(userDevice, userInode);
    }

    /** Whether it is in our mount namespace; false if that may not be read. */
    boolean isOurMountNamespace(int processFolder) {
        return status.read(processFolder, MOUNT) && status.is(mountDevice, mountInode);
    }

    private void readOwn(String path) throws IOException {
        if (!status.read(Libc.AT_FDCWD, NativeBuffer.constant(path))) {
            throw new IOException("own namespace cannot be read: path=" + path);
        }
    }
}
