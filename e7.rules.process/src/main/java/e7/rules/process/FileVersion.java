package e7.rules.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * A file and its content's age, as stat(2) tells them. Whoever changes the content changes {@code changed} (ctime), which only the clock
 * sets.
 *
 * @param device major in the upper half, minor in the lower, as in {@code ProcessIdentity}
 */
record FileVersion(long device, long inode, long size, FileTime modified, FileTime changed) {

    /** Asks about the file that a path leads to. May wait for whoever serves its file system. */
    static FileVersion of(Path path) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime");
        return new FileVersion(
                device((Long) values.get("dev")),
                (Long) values.get("ino"),
                (Long) values.get("size"),
                (FileTime) values.get("lastModifiedTime"),
                (FileTime) values.get("ctime"));
    }

    boolean isSameFile(FileVersion other) {
        return device == other.device && inode == other.inode;
    }

    boolean isExecutableOf(ProcessKey process) {
        return device == process.device() && inode == process.inode();
    }

    /** From the C library's dev_t, which interleaves the halves (gnu_dev_major, gnu_dev_minor of sys/sysmacros.h). */
    static long device(long dev) {
        long major = dev >>> 8 & 0xfff | dev >>> 32 & 0xffff_f000L;
        long minor = dev & 0xff | dev >>> 12 & 0xffff_ff00L;
        return major << 32 | minor;
    }
}
