package e7.benchmarks.storm;

import com.sun.jna.Native;
import e7.api.identity.ProcessIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The search that a firewall without a cache makes for each packet, and no more of it than that: through the descriptors of one process
 * after the other, up to the first one that holds the socket. One thread.
 */
final class ProcessTableSearch {

    private static final File PROC = new File("/proc");
    private static final int START_TIME = 22;

    private final byte[] link = new byte[64];

    static {
        Native.register(ProcessTableSearch.class, "c");
    }

    private static native long readlink(byte[] path, byte[] buffer, long size);

    /** The first process that holds the socket of this inode, or null. */
    ProcessIdentity holder(long inode) {
        byte[] wanted = ("socket:[" + inode + "]").getBytes(StandardCharsets.US_ASCII);
        for (String process : names(PROC)) {
            char first = process.charAt(0);
            if (first >= '0' && first <= '9' && holds("/proc/" + process + "/fd", wanted)) {
                return read(process);
            }
        }
        return null;
    }

    private boolean holds(String folder, byte[] wanted) {
        for (String descriptor : names(new File(folder))) {
            byte[] path = (folder + "/" + descriptor + "\0").getBytes(StandardCharsets.ISO_8859_1);
            long length = readlink(path, link, link.length);
            if (length == wanted.length && Arrays.equals(link, 0, wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static String[] names(File folder) {
        String[] names = folder.list();
        return names == null ? new String[0] : names;
    }

    private static ProcessIdentity read(String process) {
        try {
            Path exe = Path.of("/proc", process, "exe");
            String path = Files.readSymbolicLink(exe).toString();
            String stat = Files.readString(Path.of("/proc", process, "stat"));
            int nameEnd = stat.lastIndexOf(')');
            String[] fields = stat.substring(nameEnd + 2).split(" ");
            return new ProcessIdentity(
                    Integer.parseInt(process),
                    // The fields behind the name begin with the third.
                    Long.parseLong(fields[START_TIME - 3]),
                    (long) Files.getAttribute(exe, "unix:dev"),
                    (long) Files.getAttribute(exe, "unix:ino"),
                    path,
                    path,
                    stat.substring(stat.indexOf('(') + 1, nameEnd));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
