package e7.rules.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Which file systems are served by a program (FUSE), from {@code /proc/PID/mountinfo} (proc(5)): the third field is the device, the first
 * one behind the hyphen the type. A file system that is mounted nowhere any more is not found here, nor are btrfs's subvolumes, whose files
 * have other devices.
 */
final class Mounts {

    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int DEVICE = 2;
    private static final String TYPE_FOLLOWS = " - ";
    private static final String FUSE = "fuse";

    private Mounts() {}

    /** Whether a device is that of a file system of a program, in the process's mount namespace. */
    static boolean isServedByProgram(int pid, long device) throws IOException {
        return isServedByProgram(new ProcessFolder(pid).read("mountinfo", LONGEST), device);
    }

    static boolean isServedByProgram(byte[] mountinfo, long device) {
        String wanted = (device >>> 32) + ":" + (device & 0xffff_ffffL);
        for (String line : new String(mountinfo, StandardCharsets.ISO_8859_1).split("\n")) {
            int hyphen = line.indexOf(TYPE_FOLLOWS);
            String[] fields = line.split(" ", DEVICE + 2);
            if (hyphen > 0 && fields.length > DEVICE && fields[DEVICE].equals(wanted)
                    && line.startsWith(FUSE, hyphen + TYPE_FOLLOWS.length())) {
                return true;
            }
        }
        return false;
    }
}
