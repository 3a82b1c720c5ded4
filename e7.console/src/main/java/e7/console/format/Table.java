package e7.console.format;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Rows under headings, in columns that align also where characters are wide or combine. A column whose cells are all numbers is aligned to the
 * right. Control characters in cells, which may come from file names, are shown as {@code ?}.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table. */
    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row; as many cells as there are headings. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("row does not fit: cells=" + cells.length + " headings=" + headings.size());
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(safe(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** Text without what a terminal would obey. */
    public static String safe(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, heading first; no line ends with blanks. */
    public List<String> lines(Style style) {
        int[] widths = new int[headings.size()];
        boolean[] numbers = new boolean[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(headings.get(column));
            numbers[column] = !rows.isEmpty();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
                numbers[column] &= row.get(column).matches("-?[0-9.]+|-");
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.heading(line(headings, widths, numbers, Style.PLAIN)));
        rows.forEach(row -> lines.add(line(row, widths, numbers, style)));
        return lines;
    }

    private static String line(List<String> cells, int[] widths, boolean[] numbers, Style style) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - width(cell));
            boolean last = column == widths.length - 1;
            line.append(column == 0 ? "" : GAP);
            line.append(numbers[column] ? padding + cell : style.verdict(cell) + (last ? "" : padding));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return new AttributedString(text).columnLength();
    }

    /** All lines in one text. */
    public String text(Style style) {
        return String.join("\n", lines(style));
    }
}
