package e7.identity.proc;

import com.sun.jna.Native;

/**
 * The calls into libc, direct-mapped with primitive arguments: JNA's fastest way, and one that allocates nothing. Pointers and sizes are
 * longs, so a 64-bit Linux is needed. Each call returns -1 on failure; {@link Native#getLastError()} then has errno.
 */
final class Libc {

    // fcntl.h. O_DIRECTORY is left out on purpose: its value is not the same on every processor, and nothing here needs it.
    static final int O_RDONLY = 0;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;
    static final int AT_FDCWD = -100;
    static final int AT_NO_AUTOMOUNT = 0x800;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int AT_STATX_DONT_SYNC = 0x4000;

    // stat.h of linux/
    static final int STATX_NLINK = 0x4;
    static final int STATX_UID = 0x8;
    static final int STATX_INO = 0x100;
    static final int STATX_SIZE = 0x200;

    // kcmp.h of linux/
    static final int KCMP_FILES = 2;

    // errno-base.h of asm-generic/
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EACCES = 13;

    /** Number of kcmp(2), for which libc has no function; -1 on a processor whose number is not known here. */
    static final long SYS_KCMP = kcmpNumber(System.getProperty("os.arch"));

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {
    }

    static native int open(long path, int flags);

    static native int openat(int directory, long path, int flags);

    static native int close(int descriptor);

    static native long read(int descriptor, long buffer, long size);

    static native long pread(int descriptor, long buffer, long size, long offset);

    static native long readlinkat(int directory, long path, long buffer, long size);

    static native long getdents64(int directory, long buffer, long size);

    static native int statx(int directory, long path, int flags, int mask, long buffer);

    static native long syscall(long number, long first, long second, long third, long fourth, long fifth);

    static native int getpid();

    private static long kcmpNumber(String processor) {
        return switch (processor) {
            case "amd64" -> 312;
            case "aarch64", "riscv64", "loongarch64" -> 272;
            default -> -1;
        };
    }
}
