package e7.identity.proc;

import java.io.IOException;

/**
 * Our own user and mount namespace, to compare those of others with. The links in /proc/PID/ns are read as text, such as
 * {@code user:[4026531837]}: the number is unique while the namespace exists, and following the link would cost twice as much.
 */
final class Namespaces {

    private static final NativeBuffer USER = NativeBuffer.constant("ns/user");
    private static final NativeBuffer MOUNT = NativeBuffer.constant("ns/mnt");
    private static final int LONGEST_LINK = 64;

    private final NativeBuffer link = new NativeBuffer(LONGEST_LINK);
    private final NativeBuffer ownUser;
    private final NativeBuffer ownMount;

    Namespaces() throws IOException {
        ownUser = readOwn("/proc/self/ns/user");
        ownMount = readOwn("/proc/self/ns/mnt");
    }

    /** Whether the process with this folder in /proc is in our user namespace; false if that may not be read. Allocates nothing. */
    boolean isOurUserNamespace(int processFolder) {
        return isSame(processFolder, USER, ownUser);
    }

    /** Whether it is in our mount namespace; false if that may not be read. */
    boolean isOurMountNamespace(int processFolder) {
        return isSame(processFolder, MOUNT, ownMount);
    }

    private boolean isSame(int processFolder, NativeBuffer path, NativeBuffer own) {
        return own.isTextOf(link, Libc.readlinkat(processFolder, path.address(), link.address(), link.capacity()));
    }

    private static NativeBuffer readOwn(String path) throws IOException {
        NativeBuffer own = new NativeBuffer(LONGEST_LINK);
        long length = Libc.readlinkat(Libc.AT_FDCWD, NativeBuffer.constant(path).address(), own.address(), LONGEST_LINK - 1);
        if (length < 0) {
            throw new IOException("own namespace cannot be read: path=" + path);
        }
        return own.end((int) length);
    }
}
