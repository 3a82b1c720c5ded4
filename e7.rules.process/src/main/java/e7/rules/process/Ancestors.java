package e7.rules.process;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs that a process's parent, its parent, and so on execute, as far as their paths may be trusted.
 *
 * @param paths trusted paths, the parent's first
 * @param complete whether these are all; false if an ancestor could not be read, or its path counts for nothing
 */
record Ancestors(List<String> paths, boolean complete) {

    /** A longer line is not complete: nobody has so many but to hide one. */
    static final int MOST = 256;

    private static final int ATTEMPTS = 8;
    private static final int INIT = 1;

    /** Reads them, or throws if the process itself is not that one any more. */
    static Ancestors of(ProcessKey process) throws IOException {
        ProcessFolder folder = new ProcessFolder(process.pid());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!folder.is(process)) {
                return null;
            }
            Line line = new Line(process.pid());
            boolean settled = line.climb();
            if (settled && folder.is(process)) {
                return new Ancestors(List.copyOf(line.paths), line.complete);
            }
        }
        // Its line keeps changing; what is there is unknown, not absent.
        return new Ancestors(List.of(), false);
    }

    int characters() {
        return paths.stream().mapToInt(String::length).sum();
    }

    /** One attempt to go up. */
    private static final class Line {
        private final List<String> paths = new ArrayList<>();
        private boolean complete = true;
        private int pid;

        Line(int pid) {
            this.pid = pid;
        }

        /** Returns false if somebody's parent changed meanwhile: it ended, and init or a subreaper has its children. */
        boolean climb() throws IOException {
            ProcessFolder child = new ProcessFolder(pid);
            StatLine childStat = child.stat();
            for (int height = 0; height < MOST; height++) {
                int parent = childStat.parent();
                if (parent == 0) {
                    // Init has none. Anybody else's is outside of our pid namespace, and nobody knows who.
                    complete &= pid == INIT || childStat.isKernelThread();
                    return true;
                }
                ProcessFolder folder = new ProcessFolder(parent);
                StatLine stat;
                try {
                    stat = folder.stat();
                    take(folder, stat);
                } catch (IOException e) {
                    stat = null;
                }
                // While a child has this parent, the number cannot be another process's.
                if (!child.stat().equals(childStat)) {
                    return false;
                }
                if (stat == null) {
                    complete = false;
                    return true;
                }
                pid = parent;
                child = folder;
                childStat = stat;
            }
            complete = false;
            return true;
        }

        private void take(ProcessFolder folder, StatLine stat) {
            if (stat.isKernelThread()) {
                return;
            }
            String path = null;
            try {
                path = trustedPath(folder);
            } catch (IOException | InvalidPathException e) {
                // As for any other that has no path that counts.
            }
            if (path == null) {
                complete = false;
            } else {
                paths.add(path);
            }
        }
    }

    /**
     * The path of an executable if it may be trusted, by the rule for a packet's own program: it leads to the same file in our own mount
     * namespace, and the process is in our own user namespace. Otherwise null.
     */
    static String trustedPath(ProcessFolder folder) throws IOException {
        FileVersion before = folder.version();
        Path name = folder.executableName();
        String text = name.toString();
        // Two names could become the same text where the locale has no such character.
        if (!name.isAbsolute() || !Path.of(text).equals(name) || !leadsTo(name, before)) {
            return null;
        }
        return folder.isInOurUserNamespace() && folder.version().isSameFile(before) ? text : null;
    }

    private static boolean leadsTo(Path name, FileVersion file) throws IOException {
        try {
            return FileVersion.of(name).isSameFile(file);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
