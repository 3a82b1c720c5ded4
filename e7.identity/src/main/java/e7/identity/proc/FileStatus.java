package e7.identity.proc;

/**
 * One statx(2): which file a path leads to. {@code struct statx} ({@code linux/stat.h}) has the same layout on every processor, which
 * {@code struct stat} has not:
 *
 * <pre>
 *    0 u32 stx_mask     16 u32 stx_nlink     20 u32 stx_uid     32 u64 stx_ino     40 u64 stx_size
 *  136 u32 stx_dev_major                    140 u32 stx_dev_minor                   256 end
 * </pre>
 *
 * <p>Asked with AT_STATX_DONT_SYNC: device and inode never change, and a file system whose server is slow (NFS) or hostile (FUSE) is not
 * asked, so following {@code /proc/PID/exe} never waits for somebody else's program.
 */
final class FileStatus {

    private static final int NLINK = 16;
    private static final int UID = 20;
    private static final int INODE = 32;
    private static final int FILE_SIZE = 40;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;
    private static final int SIZE = 256;
    private static final int FLAGS = Libc.AT_STATX_DONT_SYNC | Libc.AT_NO_AUTOMOUNT | Libc.AT_EMPTY_PATH;

    private static final int WANTED = Libc.STATX_INO | Libc.STATX_NLINK | Libc.STATX_UID | Libc.STATX_SIZE;

    private final NativeBuffer buffer = new NativeBuffer(SIZE);

    /** Asks; if it returns false, the values of the last call are not to be used. */
    boolean read(int directory, NativeBuffer path) {
        return read(directory, path.address());
    }

    /** Asks about a path at an address. */
    boolean read(int directory, long path) {
        return Libc.statx(directory, path, FLAGS, WANTED, buffer.address()) == 0;
    }

    /** The device as one number: major in the upper half, minor in the lower. */
    long device() {
        long major = buffer.bytes().getInt(DEVICE_MAJOR) & 0xffff_ffffL;
        return major << 32 | buffer.bytes().getInt(DEVICE_MINOR) & 0xffff_ffffL;
    }

    long inode() {
        return buffer.bytes().getLong(INODE);
    }

    long uid() {
        return buffer.bytes().getInt(UID) & 0xffff_ffffL;
    }

    long size() {
        return buffer.bytes().getLong(FILE_SIZE);
    }

    int links() {
        return buffer.bytes().getInt(NLINK);
    }

    boolean is(long device, long inode) {
        return inode() == inode && device() == device;
    }
}
