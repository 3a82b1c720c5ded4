package e7.kernel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A text file that is whole at any moment, whatever ends the machine or the process: a new text is written beside it, brought to the disk, and
 * put in its place by rename(2). One writer.
 */
final class DurableFile {

    private final Path file;
    private final Path beside;

    DurableFile(Path file) {
        this.file = file;
        this.beside = file.resolveSibling(file.getFileName() + ".new");
    }

    Path path() {
        return file;
    }

    String read() throws IOException {
        return Files.readString(file);
    }

    /** Writes a text beside the file. Nothing has changed until {@link #putInPlace}. */
    void prepare(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(beside);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(beside, ownerOnly);
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            takeOverPermissions();
            channel.force(true);
        }
    }

    /** Puts what was prepared in the file's place. */
    void putInPlace() throws IOException {
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Forgets what was prepared. */
    void discard() throws IOException {
        Files.deleteIfExists(beside);
    }

    private void takeOverPermissions() throws IOException {
        if (Files.exists(file)) {
            PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
            PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (!view.readAttributes().group().equals(before.group())) {
                view.setGroup(before.group());
            }
            view.setPermissions(before.permissions());
        }
    }

    /** By what a change shows; empty if the file is not there. */
    Optional<Stamp> stamp() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, Object> values = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
        return Optional.of(new Stamp(values));
    }

    /** Inode, length and times, of which any change of the file changes one. */
    record Stamp(Map<String, Object> values) {
        Stamp {
            Objects.requireNonNull(values);
        }
    }
}
