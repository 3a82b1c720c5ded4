package e7.console.format;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Words and what they mean, the meanings below each other and folded between words. */
public final class Glossary {

    private static final String INDENT = "  ";

    private record Entry(String term, String meaning) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Adds a word; control characters are shown as {@code ?}. */
    public Glossary add(String term, String meaning) {
        entries.add(new Entry(Table.safe(term), Table.safe(meaning)));
        return this;
    }

    /** The lines, none wider than so many columns unless a single word is. */
    public List<String> lines(int columns) {
        int widest = entries.stream().mapToInt(entry -> width(entry.term)).max().orElse(0);
        int room = columns - widest - 2 * INDENT.length();
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            String head = INDENT + entry.term + " ".repeat(widest - width(entry.term)) + INDENT;
            for (String line : fold(entry.meaning, room)) {
                lines.add((head + line).stripTrailing());
                head = " ".repeat(widest + 2 * INDENT.length());
            }
        }
        return lines;
    }

    private static List<String> fold(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +")) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int width(String text) {
        return new AttributedString(text).columnLength();
    }
}
