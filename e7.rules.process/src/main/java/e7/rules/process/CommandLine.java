package e7.rules.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A process's arguments as one line, from {@code /proc/PID/cmdline} (proc(5)), where each ends with a zero byte. */
final class CommandLine {

    /** A longer one is unknown, so that nothing can be hidden behind its end. */
    static final int LONGEST = 64 * 1024;

    private CommandLine() {}

    /** The arguments with a blank between them, or null if they are no text. */
    static String of(ProcessKey process) throws IOException {
        ProcessFolder folder = new ProcessFolder(process.pid());
        if (!folder.is(process)) {
            return null;
        }
        String line = parse(folder.read("cmdline", LONGEST));
        return folder.is(process) ? line : null;
    }

    static String parse(byte[] arguments) {
        int end = arguments.length;
        while (end > 0 && arguments[end - 1] == 0) {
            end--;
        }
        // A process whose first thread has ended, or that has overwritten all of it, shows nothing.
        if (end == 0) {
            return null;
        }
        try {
            // Bytes that are no text could be read as the same text as others.
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(arguments, 0, end)).toString().replace('\0', ' ');
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
