package e7.rules.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of ports, from a file in the format of services(5). */
final class ServicesFile {

    private final Path path;

    ServicesFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the file as it is now. Lines that are no service are passed over.
     *
     * @return from every name and alias to its ports, whatever protocol they are listed for; nearly always it is one port
     * @throws IOException if the file cannot be read
     */
    Map<String, Set<Integer>> read() throws IOException {
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        Map<String, Set<Integer>> services = new HashMap<>();
        text.lines().forEach(line -> addService(line, services));
        return services;
    }

    private static void addService(String line, Map<String, Set<Integer>> services) {
        int comment = line.indexOf('#');
        String[] words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
        if (words.length < 2) {
            return;
        }
        int slash = words[1].indexOf('/');
        String digits = slash < 0 ? "" : words[1].substring(0, slash);
        if (!Values.isDigits(digits) || digits.length() > 5 || Integer.parseInt(digits) > Ports.HIGHEST) {
            return;
        }
        Integer port = Integer.valueOf(digits);
        for (int i = 0; i < words.length; i++) {
            if (i != 1) {
                services.computeIfAbsent(words[i], name -> new TreeSet<>()).add(port);
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
