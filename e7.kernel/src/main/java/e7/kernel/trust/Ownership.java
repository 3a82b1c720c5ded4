package e7.kernel.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether only root and we can change a file: whoever else can, has a say in what passes. */
public final class Ownership {

    private static final int WRITABLE_BY_OTHERS = 0022;

    /** The only line of /proc/self/uid_map where the numbers of users are the machine's own. */
    private static final Pattern ALL_USERS = Pattern.compile("\\s*0\\s+0\\s+4294967295\\s*");

    private Ownership() {}

    /** Why others could change the file, by itself or through its folder; empty if they cannot. The file may be missing, the folder not. */
    public static Optional<String> fault(Path file) throws IOException {
        Optional<String> folder = faultOf(file.getParent());
        return folder.isPresent() || !Files.exists(file) ? folder : faultOf(file);
    }

    private static Optional<String> faultOf(Path path) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, "unix:uid,mode");
        int uid = (Integer) values.get("uid");
        int mode = (Integer) values.get("mode");
        if (uid != 0 && uid != ownUid() && uid != unmappedUid()) {
            return Optional.of(path + " belongs to user " + uid + ", who could change it; chown it to root");
        }
        return (mode & WRITABLE_BY_OTHERS) == 0
                ? Optional.empty()
                : Optional.of(path + " can be written by its group or by everybody; chmod go-w it");
    }

    private static int ownUid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** In a user namespace of our own, in which everything is ours alone, the machine's root is shown as this user. -1 elsewhere. */
    private static int unmappedUid() throws IOException {
        boolean isMachines = ALL_USERS.matcher(Files.readString(Path.of("/proc/self/uid_map"))).matches();
        return isMachines ? -1 : Integer.parseInt(Files.readString(Path.of("/proc/sys/kernel/overflowuid")).strip());
    }
}
