package e7.kernel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whether only we and root can change a file: whoever else can, makes the rules. */
final class Ownership {

    private static final int WRITABLE_BY_OTHERS = 0022;

    private Ownership() {}

    /** Why others could change the file, by itself or through its folder; empty if they cannot. The file may be missing, the folder not. */
    static Optional<String> fault(Path file) throws IOException {
        Optional<String> folder = faultOf(file.getParent());
        return folder.isPresent() || !Files.exists(file) ? folder : faultOf(file);
    }

    private static Optional<String> faultOf(Path path) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, "unix:uid,gid,mode");
        int uid = (Integer) values.get("uid");
        int mode = (Integer) values.get("mode");
        if (uid != 0 && uid != ownUid()) {
            return Optional.of(path + " belongs to user " + uid + ", who could change the rules; chown it to root");
        }
        return (mode & WRITABLE_BY_OTHERS) == 0
                ? Optional.empty()
                : Optional.of(path + " can be written by its group or by everybody; chmod go-w it");
    }

    private static int ownUid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
