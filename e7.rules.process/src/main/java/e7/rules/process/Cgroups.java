package e7.rules.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a process is in the hierarchies of cgroups that say what it belongs to: that of version 2, and systemd's own of version 1. Lines of
 * {@code /proc/PID/cgroup} (cgroups(7)) are {@code ID:CONTROLLERS:PATH}; version 2 has ID 0 and no controllers. The kernel lets no path
 * contain a newline, and writes paths as they are seen from the reader's cgroup namespace, whatever that of the process is.
 *
 * @param paths one or two, each with a slash in front
 * @param complete whether no path leads out of our own cgroup namespace
 */
record Cgroups(List<String> paths, boolean complete) {

    private static final int LONGEST = 64 * 1024;
    private static final String VERSION_2 = "0::";
    private static final String SYSTEMD = "name=systemd";
    private static final String SLICE = ".slice";

    static Cgroups of(ProcessKey process) throws IOException {
        ProcessFolder folder = new ProcessFolder(process.pid());
        if (!folder.is(process)) {
            return null;
        }
        Cgroups read = of(folder);
        return folder.is(process) ? read : null;
    }

    static Cgroups of(ProcessFolder folder) throws IOException {
        return parse(folder.read("cgroup", LONGEST));
    }

    static Cgroups parse(byte[] lines) {
        List<String> paths = new ArrayList<>();
        boolean complete = true;
        for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && (line.startsWith(VERSION_2) || parts[1].equals(SYSTEMD))) {
                boolean outside = parts[2].startsWith("/..");
                complete &= !outside;
                if (!outside && !paths.contains(parts[2])) {
                    paths.add(parts[2]);
                }
            }
        }
        return paths.isEmpty() && complete ? new Cgroups(List.of(), false) : new Cgroups(List.copyOf(paths), complete);
    }

    /**
     * Whether a path belongs to a unit of the system's manager: the slices come first, then the service or scope. What is below that is the
     * unit's own business: a user's manager (user@1000.service) may call a cgroup nginx.service, and that is not the system's
     * nginx.service.
     */
    static boolean isOfUnit(String path, String unit) {
        return units(path).contains(unit);
    }

    /** The service, scope or the like that a path belongs to, if it has the form of one. */
    static Optional<String> unit(String path) {
        List<String> units = units(path);
        String last = units.get(units.size() - 1);
        return last.indexOf('.') > 0 ? Optional.of(last) : Optional.empty();
    }

    /** The slices, and the first that is none. */
    private static List<String> units(String path) {
        List<String> units = new ArrayList<>();
        for (String part : path.substring(1).split("/")) {
            // systemd puts an underscore before what the kernel could take for a file of its own.
            String name = part.startsWith("_") ? part.substring(1) : part;
            units.add(name);
            if (!name.endsWith(SLICE)) {
                break;
            }
        }
        return units;
    }

    int characters() {
        return paths.stream().mapToInt(String::length).sum();
    }

    /** Whether a path is that one, or below it if that ends with a slash. */
    static boolean isAt(String path, String wanted) {
        return wanted.endsWith("/") ? (path + "/").startsWith(wanted) : path.equals(wanted);
    }
}
