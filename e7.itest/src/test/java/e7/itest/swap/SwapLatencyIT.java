package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Caches;
import e7.api.engine.Counters;
import e7.itest.framework.InFelix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * What a swap of a cache costs the packets that are under way: their time from sending to arrival in windows with a swap, and in windows
 * without, which take turns in one run. It asserts that every packet arrived; the times are a measurement, in {@code
 * target/swap-latency.txt}.
 */
@InFelix
class SwapLatencyIT extends LiveSwap {

    private static final int WARMING_SWAPS = 200;
    private static final int SWAPS = 1000;

    /** How long a window is at least; one with a swap is as long as its swap. */
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final long[] begins = new long[SWAPS];
    private final long[] ends = new long[SWAPS];
    private final Histogram swaps = histogram();
    private final Histogram with = histogram();
    private final Histogram without = histogram();

    private static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }

    @Test
    void shouldLetEveryPacketArriveAndTellItsTime(Caches caches) throws Exception {
        policy.apply(List.of("block udp dport=9", "allow protocol=udp user=0"));
        try (StampedTraffic traffic = new StampedTraffic()) {
            Counters before = firewall.status().counters();
            traffic.begin();
            for (int i = 0; i < WARMING_SWAPS; i++) {
                use(caches, i);
                sleepUntil(System.nanoTime() + WINDOW_NANOS);
            }
            int first = traffic.arrived();
            for (int i = 0; i < SWAPS; i++) {
                window(caches, i);
            }
            traffic.stop();

            assertEquals(traffic.sent(), traffic.arrived(), () -> firewall.status().counters().toString());
            assertEquals(traffic.sent(), firewall.status().counters().accepted() - before.accepted());
            assertEquals(before.lateVerdicts(), firewall.status().counters().lateVerdicts());
            sort(traffic, first);
        }
        assertTrue(with.getTotalCount() > SWAPS && without.getTotalCount() > SWAPS, "too few packets to tell anything");
        assertEquals(List.of(), warningsOfSwaps());
        report();
    }

    /** Every strategy in turn, for one kind of cache after the other. */
    private static void use(Caches caches, int number) {
        List<String> strategies = caches.strategies();
        caches.use(caches.kinds().get(number & 1), strategies.get((number >> 1) % strategies.size()));
    }

    /** A window with a swap at its beginning, and one without. */
    private void window(Caches caches, int number) throws InterruptedException {
        begins[number] = System.nanoTime();
        use(caches, number);
        long used = System.nanoTime();
        swaps.recordValue(used - begins[number]);
        sleepUntil(begins[number] + WINDOW_NANOS);
        ends[number] = System.nanoTime();
        sleepUntil(ends[number] + WINDOW_NANOS);
    }

    private static void sleepUntil(long end) throws InterruptedException {
        long left = end - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** A packet that was under way in any window with a swap, were it only for a moment, belongs to those. */
    private void sort(StampedTraffic traffic, int first) {
        for (int i = first; i < traffic.arrived(); i++) {
            long sentAt = traffic.sentAt(i);
            long arrivedAt = traffic.arrivedAt(i);
            if (arrivedAt - begins[0] >= 0 && sentAt - ends[SWAPS - 1] - WINDOW_NANOS < 0) {
                (meetsSwap(sentAt, arrivedAt) ? with : without).recordValue(Math.min(LONGEST_NANOS, arrivedAt - sentAt));
            }
        }
    }

    private boolean meetsSwap(long sentAt, long arrivedAt) {
        // The last window that had begun when the packet arrived; earlier ones ended before this one began.
        int low = 0;
        int high = SWAPS;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (begins[middle] - arrivedAt <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && ends[low - 1] - sentAt >= 0;
    }

    private void report() throws Exception {
        String text = String.format(Locale.ROOT, "%d swaps, each of %.2f ms (median; 99.9 %%: %.2f ms)%n", SWAPS,
                millis(swaps, 50), millis(swaps, 99.9));
        text += line("windows with a swap", with) + line("windows without", without);
        text += String.format(Locale.ROOT, "99.9th percentile: %.3f ms above, ratio %.2f%n",
                millis(with, 99.9) - millis(without, 99.9), millis(with, 99.9) / millis(without, 99.9));
        System.out.print(text);
        Files.writeString(Path.of(System.getProperty("e7.root"), "e7.itest", "target", "swap-latency.txt"), text);
    }

    private static String line(String name, Histogram times) {
        return String.format(Locale.ROOT, "%-20s %7d packets, ms to arrival: 50 %% %.3f, 99 %% %.3f, 99.9 %% %.3f, most %.3f%n", name,
                times.getTotalCount(), millis(times, 50), millis(times, 99), millis(times, 99.9), millis(times, 100));
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }
}
