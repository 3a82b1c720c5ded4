package e7.kernel.store;

import e7.api.engine.SavedRules.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The policies that have been in force, the latest included: a folder of numbered files, the oldest of which give way. A version is written before
 * the rules file is, so that the newest one is always whole and was accepted once.
 */
final class Versions {

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})");

    private final Path folder;
    private final int most;

    Versions(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /** Adds a version as the newest. */
    void add(String text) throws IOException {
        List<Long> numbers = numbers();
        long number = numbers.isEmpty() ? 1 : numbers.get(0) + 1;
        DurableFile file = new DurableFile(file(number));
        file.prepare(text);
        file.putInPlace();
        for (int i = most - 1; i < numbers.size(); i++) {
            Files.deleteIfExists(file(numbers.get(i)));
        }
    }

    /** The text of a version; empty if it is not kept. */
    Optional<String> text(long number) throws IOException {
        return numbers().contains(number) ? Optional.of(Files.readString(file(number))) : Optional.empty();
    }

    /** The newest first. */
    List<Version> list() throws IOException {
        List<Version> versions = new ArrayList<>();
        for (long number : numbers()) {
            Instant written = Files.getLastModifiedTime(file(number)).toInstant().truncatedTo(ChronoUnit.SECONDS);
            versions.add(new Version(number, written, Files.readString(file(number)).lines().filter(Versions::isRule).count()));
        }
        return versions;
    }

    private static boolean isRule(String line) {
        return line.strip().matches("(e7:)?(allow|block|reject|ask)\\s.*");
    }

    private List<Long> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Long.parseLong(name.group(1)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Path file(long number) {
        return folder.resolve(Long.toString(number));
    }
}
