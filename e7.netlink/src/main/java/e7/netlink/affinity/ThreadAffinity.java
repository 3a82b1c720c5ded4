package e7.netlink.affinity;

import com.sun.jna.Native;
import e7.api.cache.CoreAffinity;
import e7.netlink.Errno;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Ties threads to processor cores with sched_setaffinity(2). It stands in this bundle because it is the one that calls the system for the
 * engine; netlink has no part in it.
 */
@Component
public final class ThreadAffinity implements CoreAffinity {

    /** What array-slot's configuration may name; the kernel takes masks that are longer than its own. */
    private static final int MOST_CORES = 4096;

    private static final int CALLING_THREAD = 0;

    static {
        Native.register(ThreadAffinity.class, "c");
    }

    /** Opens nothing. */
    @Activate
    public ThreadAffinity() {}

    /**
     * sched.h; the kernel's word is the long, so that core n is bit n modulo 64 of long n / 64 in either byte order.
     *
     * @param thread a thread's id, or 0 for the calling one
     * @param size of the mask in bytes
     */
    private static native int sched_setaffinity(int thread, long size, long[] mask);

    @Override
    public void tieCurrentThread(int core) throws IOException {
        if (core < 0 || core >= MOST_CORES) {
            throw new IOException("sched_setaffinity: core=" + core + " not within 0 to " + (MOST_CORES - 1));
        }
        long[] mask = new long[MOST_CORES / Long.SIZE];
        mask[core / Long.SIZE] = 1L << core;
        if (sched_setaffinity(CALLING_THREAD, MOST_CORES / Byte.SIZE, mask) != 0) {
            int errno = Native.getLastError();
            throw new IOException("sched_setaffinity: core=" + core + " " + Errno.name(errno)
                    + (errno == Errno.EINVAL ? ", this machine or cpuset has no such core" : ""));
        }
    }
}
