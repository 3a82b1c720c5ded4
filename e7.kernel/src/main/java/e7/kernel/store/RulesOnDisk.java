package e7.kernel.store;

import e7.api.engine.PolicyException;
import e7.api.engine.SavedRules.Version;
import e7.kernel.journal.EventLog;
import e7.kernel.policy.PolicyKeeper;
import e7.kernel.policy.PolicyService;
import e7.kernel.store.DurableFile.Stamp;
import e7.kernel.trust.Ownership;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The rules file and its earlier versions. A change is written beside the file before it takes effect, since a full disk is found out then, and put
 * in its place afterwards. An edit by hand is never written over: it is taken over first, and one that is wrong has to be mended. The lock of
 * {@link PolicyService} guards everything but the warning.
 */
final class RulesOnDisk implements PolicyKeeper {

    private final DurableFile file;
    private final Versions versions;
    private final EventLog events;

    /** The text that is in force, and the file as it was when it held that text. */
    private Edit kept = new Edit(Optional.empty(), "");

    /** An edit that is being taken over. */
    private Optional<Edit> pending = Optional.empty();

    /** An edit that is wrong, with the fault as its text. */
    private Optional<Edit> refused = Optional.empty();

    /** The file as it was when it was last looked at: an edit counts once it has stayed the same from one look to the next. */
    private Optional<Stamp> seen = Optional.empty();

    private volatile String warning = "";

    /** The file at one time, empty if it is not there, and a text. */
    private record Edit(Optional<Stamp> stamp, String text) {}

    RulesOnDisk(Path path, int mostVersions, EventLog events) {
        this.file = new DurableFile(path);
        this.versions = new Versions(path.resolveSibling(path.getFileName() + ".versions"), mostVersions);
        this.events = events;
    }

    Path path() {
        return file.path();
    }

    Versions versions() {
        return versions;
    }

    /**
     * Puts the kept policy in force; if its file is wrong, the version that was last in force.
     *
     * @throws PolicyException if there is none that is right
     */
    void restore(PolicyService policy) throws IOException, PolicyException {
        Files.createDirectories(path().getParent());
        checkOwnership();
        List<Version> earlier = versions.list();
        String last = earlier.isEmpty() ? "" : versions.text(earlier.get(0).number()).orElse("");
        Optional<Stamp> now = file.stamp();
        if (now.isEmpty() && earlier.isEmpty()) {
            return;
        }
        pending = Optional.of(new Edit(now, ""));
        try {
            String text = read();
            policy.replace(text.lines().toList(), true);
            kept = new Edit(now, text);
            pending = Optional.empty();
            if (earlier.isEmpty() || !last.equals(text)) {
                versions.add(text);
            }
        } catch (PolicyException e) {
            PolicyException fault = refuse(e);
            if (earlier.isEmpty()) {
                throw fault;
            }
            policy.replace(last.lines().toList(), true);
            kept = new Edit(Optional.empty(), last);
            warn(fault.getMessage() + ". Version " + earlier.get(0).number() + " is in force, which was the last");
        }
    }

    private String read() throws IOException, PolicyException {
        try {
            return file.read();
        } catch (CharacterCodingException e) {
            throw new PolicyException(0, "this is not UTF-8 text");
        }
    }

    private void checkOwnership() throws IOException, PolicyException {
        Optional<String> fault = Ownership.fault(path());
        if (fault.isPresent()) {
            throw new PolicyException(0, fault.get());
        }
    }

    @Override
    public Optional<List<String>> edited() throws PolicyException {
        try {
            Optional<Stamp> now = file.stamp();
            if (now.equals(kept.stamp)) {
                return Optional.empty();
            }
            if (refused.isPresent() && refused.get().stamp.equals(now)) {
                throw new PolicyException(0, refused.get().text);
            }
            return edited(now);
        } catch (IOException e) {
            throw new PolicyException(0, path() + " cannot be read: " + e.getMessage());
        }
    }

    private Optional<List<String>> edited(Optional<Stamp> now) throws IOException, PolicyException {
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled) {
            throw new UnsettledException(path() + " is being edited; try again in a second");
        }
        pending = Optional.of(new Edit(now, now.isPresent() ? readChecked() : kept.text));
        if (now.isEmpty() || pending.get().text.equals(kept.text)) {
            kept = pending.get();
            pending = Optional.empty();
            warn(now.isEmpty() ? path() + " is gone; the rules in force are unchanged, and the next change writes it again" : "");
            return Optional.empty();
        }
        return Optional.of(pending.get().text.lines().toList());
    }

    private String readChecked() throws IOException, PolicyException {
        try {
            checkOwnership();
            return read();
        } catch (PolicyException e) {
            pending = Optional.of(new Edit(seen, ""));
            throw refuse(e);
        }
    }

    @Override
    public PolicyException refuse(PolicyException fault) {
        String text = path() + ":" + (fault.index() + 1) + ": " + fault.getMessage();
        refused = Optional.of(new Edit(pending.orElse(kept).stamp, text + "; the rules in force are unchanged until it is mended"));
        pending = Optional.empty();
        return new PolicyException(fault.index(), refused.get().text);
    }

    @Override
    public Save prepare(List<String> lines) throws IOException {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        boolean isFileRight = pending.map(edit -> edit.text.equals(text)).orElse(kept.text.equals(text));
        if (pending.isEmpty() && isFileRight) {
            return Save.NOTHING;
        }
        try {
            Optional<Stamp> now = file.stamp();
            if (!now.equals(pending.orElse(kept).stamp)) {
                throw new IOException("it has been edited meanwhile");
            }
            if (!isFileRight) {
                file.prepare(text);
            }
            return new Replacement(text, isFileRight);
        } catch (IOException e) {
            throw new IOException("the rules cannot be saved in " + path() + ": " + e.getMessage(), e);
        }
    }

    /** Shown until the next change of the file; empty for all is well. */
    void warn(String text) {
        if (!text.equals(warning)) {
            warning = text;
            if (!text.isEmpty()) {
                events.add("rule", text);
            }
        }
    }

    List<String> warnings() {
        return warning.isEmpty() ? List.of() : List.of(warning);
    }

    /** Another text in the place of the one that is kept. */
    private final class Replacement implements Save {
        private final String text;
        private final boolean isFileRight;

        Replacement(String text, boolean isFileRight) {
            this.text = text;
            this.isFileRight = isFileRight;
        }

        @Override
        public void commit() {
            try {
                versions.add(text);
                if (!isFileRight) {
                    file.putInPlace();
                }
                seen = file.stamp();
                kept = new Edit(seen, text);
                pending = Optional.empty();
                refused = Optional.empty();
                warn("");
            } catch (IOException e) {
                warn("the rules that are in force could not be saved in " + path() + ": " + e.getMessage());
            }
        }

        @Override
        public void discard() {
            try {
                file.discard();
            } catch (IOException e) {
                warn("what was written beside " + path() + " could not be removed: " + e.getMessage());
            }
        }
    }

    /** The file is changing just now. */
    static final class UnsettledException extends PolicyException {
        private static final long serialVersionUID = 1L;

        UnsettledException(String message) {
            super(0, message);
        }
    }
}
