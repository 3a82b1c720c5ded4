package e7.kernel.packet;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Names of network interfaces by index, remembered for a second, since a name can be given to another index. Slots are replaced whole, so
 * that a reader sees an index with its own name or another entry; threads that race look the name up twice, which harms nobody.
 */
public final class InterfaceNames {

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SLOTS = 64;

    private record Entry(int index, String name, long readAt) {}

    private final Entry[] entries = new Entry[SLOTS];
    private final LongSupplier clock;

    /** Uses the system's clock. */
    public InterfaceNames() {
        this(System::nanoTime);
    }

    InterfaceNames(LongSupplier clock) {
        this.clock = clock;
    }

    /** The interface's name now or at most a second ago; the empty string if there is no such index. */
    public String name(int index) {
        if (index <= 0) {
            return "";
        }
        long now = clock.getAsLong();
        Entry entry = entries[index & (SLOTS - 1)];
        if (entry == null || entry.index != index || now - entry.readAt > TRUSTED_NANOS) {
            entry = new Entry(index, read(index), now);
            entries[index & (SLOTS - 1)] = entry;
        }
        return entry.name;
    }

    private static String read(int index) {
        try {
            NetworkInterface found = NetworkInterface.getByIndex(index);
            return found == null ? "" : found.getName();
        } catch (IOException e) {
            return "";
        }
    }
}
