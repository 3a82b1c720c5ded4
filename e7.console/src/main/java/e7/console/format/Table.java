package e7.console.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;

/**
 * Rows under headings, in columns that align also where characters are wide or combine. A column whose cells are all numbers is aligned to the
 * right. Control characters in cells, which may come from file names, are shown as {@code ?}.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final String CUT = "…";
    /** A column that is cut to fit keeps that much at least; less would say nothing of a path or an address. */
    private static final int LEAST_WIDTH = 15;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?|-");

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

    /** Text without what a terminal would obey, or what would break a line. */
    public static String safe(String text) {
        return text.codePoints()
                .map(c -> isSafe(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, heading first; no line ends with blanks. */
    public List<String> lines(Style style) {
        return lines(style, Integer.MAX_VALUE);
    }

    /** The lines in so many columns of a terminal: long cells lose their middle, and if that is not enough the last columns are left out. */
    public List<String> lines(Style style, int columns) {
        boolean[] numbers = new boolean[headings.size()];
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            int index = column;
            numbers[column] = !rows.isEmpty() && rows.stream().allMatch(row -> NUMBER.matcher(row.get(index)).matches());
            int widest = rows.stream().mapToInt(row -> width(row.get(index))).max().orElse(0);
            widths[column] = Math.max(width(headings.get(column)), widest);
        }
        shrink(widths, numbers, columns);
        widths = Arrays.copyOf(widths, fitting(widths, columns));
        List<String> lines = new ArrayList<>();
        lines.add(style.heading(line(headings, widths, numbers, Style.PLAIN)));
        for (List<String> row : rows) {
            lines.add(line(row, widths, numbers, style));
        }
        return lines;
    }

    /** Takes from the widest column of text until all fit or none can give any more. */
    private void shrink(int[] widths, boolean[] numbers, int columns) {
        int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - columns;
        while (excess > 0) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                boolean gives = !numbers[column] && widths[column] > Math.max(LEAST_WIDTH, width(headings.get(column)));
                if (gives && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            excess--;
        }
    }

    /** How many columns fit; half a number would be a wrong one. */
    private static int fitting(int[] widths, int columns) {
        int used = 0;
        for (int column = 0; column < widths.length; column++) {
            used += widths[column] + (column == 0 ? 0 : GAP.length());
            if (used > columns && column > 0) {
                return column;
            }
        }
        return widths.length;
    }

    private static String line(List<String> cells, int[] widths, boolean[] numbers, Style style) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cut(cells.get(column), widths[column]);
            String padding = " ".repeat(widths[column] - width(cell));
            boolean last = column == widths.length - 1;
            line.append(column == 0 ? "" : GAP);
            line.append(numbers[column] ? padding + cell : style.verdict(cell) + (last ? "" : padding));
        }
        return line.toString().stripTrailing();
    }

    /** A path says most at its ends. */
    private static String cut(String cell, int width) {
        if (width(cell) <= width) {
            return cell;
        }
        AttributedString text = new AttributedString(cell);
        int head = (width - 1) / 3;
        int tail = width - 1 - head;
        return text.columnSubSequence(0, head) + CUT + text.columnSubSequence(text.columnLength() - tail, text.columnLength());
    }

    private static int width(String text) {
        return new AttributedString(text).columnLength();
    }

    /** All lines in one text. */
    public String text(Style style) {
        return String.join("\n", lines(style));
    }
}
