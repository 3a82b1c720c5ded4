package e7.rules.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of accounts, /etc/passwd or /etc/group: passwd(5), group(5). They differ, but in both the first of the colon-separated fields is
 * the name and the third the number.
 */
final class AccountFile {

    private static final int NAME = 0;
    private static final int NUMBER = 2;

    private final Path path;

    AccountFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the file as it is now. Lines that are no account (blank, a comment, NIS's {@code +} and {@code -}, a number that is none) are
     * passed over as the C library does; of two accounts with one name the first counts, as there.
     *
     * @return name to number, in the order of the file
     * @throws IOException if the file cannot be read
     */
    Map<String, Long> read() throws IOException {
        // Not Files.readString: it would refuse the whole file for one byte that is not UTF-8 in somebody's full name.
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        Map<String, Long> accounts = new LinkedHashMap<>();
        text.lines().forEach(line -> addAccount(line, accounts));
        return accounts;
    }

    private static void addAccount(String line, Map<String, Long> accounts) {
        String[] fields = line.split(":", -1);
        if (fields.length <= NUMBER || !isName(fields[NAME]) || !isNumber(fields[NUMBER])) {
            return;
        }
        long number = Long.parseLong(fields[NUMBER]);
        if (number <= AccountNumbers.HIGHEST) {
            accounts.putIfAbsent(fields[NAME], number);
        }
    }

    private static boolean isName(String field) {
        return !field.isEmpty() && "#+-".indexOf(field.charAt(0)) < 0;
    }

    private static boolean isNumber(String field) {
        return !field.isEmpty() && field.length() <= 10 && field.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
