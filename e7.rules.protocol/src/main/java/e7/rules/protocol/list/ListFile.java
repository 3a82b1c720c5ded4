package e7.rules.protocol.list;

import e7.api.rule.RuleSyntaxException;
import e7.rules.protocol.NetworkText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file with an address or a network in each line, {@code #} or {@code ;} before a comment. What was read counts until the file has changed and
 * been read again without a fault.
 */
final class ListFile {

    /** What fits E7's heap: 32 MB for IPv6, and as much again while the file is read. */
    private static final int MOST_NETWORKS = 1 << 20;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private final Path file;
    private volatile AddressList list;

    /** What the file's inode, size and times were when it was read, or was found wrong; and when it was last looked at. */
    private Map<String, Object> read;

    private Map<String, Object> seen;

    /**
     * Reads the file.
     *
     * @throws RuleSyntaxException if there is none, or if it is no list
     */
    ListFile(Path file) throws RuleSyntaxException {
        this.file = file;
        this.read = stamp();
        this.seen = read;
        this.list = parse();
    }

    AddressList list() {
        return list;
    }

    /**
     * Reads the file again if it has changed and has then stayed the same from one call to the next, since files are often written in several
     * steps. One thread.
     *
     * @return whether the list is another one now
     * @throws RuleSyntaxException once for each change if the file is wrong or gone; the list is as it was
     */
    boolean refresh() throws RuleSyntaxException {
        Map<String, Object> now;
        try {
            now = stamp();
        } catch (RuleSyntaxException e) {
            boolean told = read.isEmpty();
            read = Map.of();
            if (told) {
                return false;
            }
            throw e;
        }
        boolean settled = now.equals(seen);
        seen = now;
        if (now.equals(read) || !settled) {
            return false;
        }
        read = now;
        list = parse();
        return true;
    }

    /** What tells one state of the file from another. */
    private Map<String, Object> stamp() throws RuleSyntaxException {
        try {
            Map<String, Object> stamp = Files.readAttributes(file, "unix:ino,size,mode,lastModifiedTime,ctime");
            int mode = (Integer) stamp.get("mode");
            // A pipe would be waited for.
            if ((mode & TYPE) != REGULAR) {
                throw new RuleSyntaxException("list=" + file + ": is no file");
            }
            if ((mode & WRITABLE_BY_OTHERS) != 0) {
                throw new RuleSyntaxException("list=" + file + ": can be written by its group or by everybody; chmod go-w it");
            }
            return stamp;
        } catch (NoSuchFileException e) {
            throw new RuleSyntaxException("list=" + file + ": no such file");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private AddressList parse() throws RuleSyntaxException {
        AddressList.Builder networks = new AddressList.Builder();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = withoutComment(line);
                if (text.isEmpty()) {
                    continue;
                }
                if (networks.size() == MOST_NETWORKS) {
                    throw new RuleSyntaxException("there are more than " + MOST_NETWORKS + " networks");
                }
                networks.add(NetworkText.alone(text).parse());
            }
            return networks.build();
        } catch (CharacterCodingException e) {
            throw new RuleSyntaxException("list=" + file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(e);
        } catch (RuleSyntaxException e) {
            throw new RuleSyntaxException("list=" + file + ": line " + number + ": " + e.getMessage());
        }
    }

    private static String withoutComment(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '#' && line.charAt(end) != ';') {
            end++;
        }
        return line.substring(0, end).strip();
    }

    private RuleSyntaxException unreadable(IOException e) {
        return new RuleSyntaxException("list=" + file + ": cannot be read: " + e.getClass().getSimpleName().replaceFirst("Exception$", ""));
    }
}
