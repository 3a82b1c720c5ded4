package e7.console.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** The lines of an input, read by a thread of their own: who waits for a line can be interrupted, and who reads one cannot. */
final class Lines {

    private final BlockingQueue<Optional<String>> handover = new SynchronousQueue<>();
    private final InputStream in;

    private Lines(InputStream in) {
        this.in = in;
    }

    static Lines of(InputStream in) {
        Lines lines = new Lines(in);
        Thread reader = new Thread(lines::read, "e7-input");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    /** The next line without its end; empty after the last. */
    Optional<String> next() throws InterruptedException {
        return handover.take();
    }

    private void read() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                handover.put(Optional.of(line));
            }
            handover.put(Optional.empty());
        } catch (IOException e) {
            handOverEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An input that cannot be read any more has ended. */
    private void handOverEnd() {
        try {
            handover.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
