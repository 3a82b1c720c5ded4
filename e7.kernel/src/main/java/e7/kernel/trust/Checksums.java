package e7.kernel.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of the files that a folder may hold, as sha256sum(1) writes it: {@value #FILE} in that folder. Without the list any file will do. */
final class Checksums {

    static final String FILE = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](?:\\./)?(.+)");

    private Checksums() {}

    /** Why the file is not as it is listed; empty if it is, or if there is no list. */
    static Optional<String> fault(Path file) throws IOException {
        Path list = file.resolveSibling(FILE);
        if (!Files.exists(list)) {
            return Optional.empty();
        }
        Optional<String> changeable = Ownership.fault(list);
        if (changeable.isPresent()) {
            return changeable;
        }
        String listed = read(list).get(file.getFileName().toString());
        if (listed == null) {
            return Optional.of(list + " does not list " + file.getFileName());
        }
        return listed.equals(sum(file)) ? Optional.empty() : Optional.of(file + " is not the file that " + list + " lists");
    }

    private static Map<String, String> read(Path list) throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                sums.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return sums;
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
