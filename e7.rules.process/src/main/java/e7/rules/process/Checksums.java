package e7.rules.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sums of executables, read through {@code /proc/PID/exe}, so that it is the file that runs, deleted or not. A sum is kept until the file
 * changes; {@value #MOST_KEPT} of them, the longest unused go first.
 *
 * <p>While a file is executed the kernel lets nobody write to it (ETXTBSY; not so in Linux 6.11 and 6.12). So the sum that was read while
 * the process was there is that of what it runs, unless its file system is another's program, which may give each reader other bytes: such
 * a file has no sum.
 */
final class Checksums implements Inquiries.Source<Checksum> {

    static final int MOST_KEPT = 4096;

    /** A sparse file of eight exabytes takes no space on the disk. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * A change within one tick of the clock that ctime is taken from leaves it as it was, and there are file systems that keep whole
     * seconds. The sum of a file that was changed just now is that process's alone.
     */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 3;
    private static final int CHUNK = 256 * 1024;

    /** Which content a sum is of. {@code reader} is null, or the only process for which it holds. */
    private record Content(FileVersion file, ProcessKey reader) {}

    private final BooleanSupplier closed;
    private final Duration limit;

    /** Empty where the limit was reached. */
    private final Map<Content, Optional<Checksum>> sums = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Content, Optional<Checksum>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * Without any sum yet.
     *
     * @param closed whether to give up reading
     */
    Checksums(BooleanSupplier closed) {
        this(closed, LIMIT);
    }

    Checksums(BooleanSupplier closed, Duration limit) {
        this.closed = closed;
        this.limit = limit;
    }

    @Override
    public Checksum read(ProcessKey process) throws IOException {
        ProcessFolder folder = new ProcessFolder(process.pid());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileVersion before = folder.version();
            if (!folder.is(process) || !before.isExecutableOf(process) || Mounts.isServedByProgram(process.pid(), before.device())) {
                return null;
            }
            Optional<Checksum> sum = sum(new Content(before, hasSettled(before) ? null : process), folder);
            // The namespace comes after the file: see isInOurUserNamespace.
            if (!folder.isInOurUserNamespace()) {
                return null;
            }
            if (folder.version().equals(before) && folder.is(process)) {
                return sum.orElse(null);
            }
        }
        return null;
    }

    private static boolean hasSettled(FileVersion file) {
        return System.currentTimeMillis() - file.changed().toMillis() > SETTLED.toMillis();
    }

    private Optional<Checksum> sum(Content content, ProcessFolder folder) throws IOException {
        synchronized (sums) {
            Optional<Checksum> known = sums.get(content);
            if (known != null) {
                return known;
            }
        }
        Optional<Checksum> sum = compute(folder);
        // What was read is that version's only if that is there still; the caller asks again for its own process.
        if (folder.version().equals(content.file())) {
            synchronized (sums) {
                sums.put(content, sum);
            }
        }
        return sum;
    }

    /** Reads the whole file; empty if that takes too long. */
    private Optional<Checksum> compute(ProcessFolder folder) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK];
        long begun = System.nanoTime();
        // Not a channel: whoever interrupts a thread that reads one waits for that thread, and it may hang.
        try (InputStream in = new FileInputStream(folder.executable().toFile())) {
            int length = in.read(chunk);
            while (length > 0) {
                digest.update(chunk, 0, length);
                if (closed.getAsBoolean()) {
                    throw new IOException("no sum is wanted any more");
                }
                if (System.nanoTime() - begun > limit.toNanos()) {
                    return Optional.empty();
                }
                length = in.read(chunk);
            }
        }
        return Optional.of(new Checksum(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
