package e7.benchmarks.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Draws JMH's own output of {@code cache.LookupBenchmark} as an image: a panel for hits and one for misses, a group of bars for each number
 * of entries, a bar for each strategy, time on a logarithmic scale.
 *
 * <pre>
 *   java -jar e7.benchmarks/target/benchmarks.jar cache.LookupBenchmark -rf csv -rff lookup.csv
 *   java -cp e7.benchmarks/target/classes e7.benchmarks.chart.LookupChart lookup.csv lookup.svg
 * </pre>
 */
public final class LookupChart {

    private static final int WIDTH = 1060;
    private static final int PANEL_HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int TOP = 60;
    private static final String[] COLOURS = {"#1b7837", "#762a83", "#d95f02", "#3182bd", "#636363", "#bdbdbd"};

    private record Measurement(String benchmark, int entries, String strategy, double nanos) {}

    private final List<Measurement> measurements;
    private final List<String> strategies;
    private final List<Integer> sizes;
    private final double decades;
    private final StringBuilder svg = new StringBuilder();

    private LookupChart(List<Measurement> measurements) {
        this.measurements = measurements;
        this.strategies = measurements.stream().map(Measurement::strategy).distinct().toList();
        this.sizes = List.copyOf(new TreeSet<>(measurements.stream().map(Measurement::entries).toList()));
        double most = measurements.stream().mapToDouble(Measurement::nanos).max().orElse(10);
        this.decades = Math.max(1, Math.ceil(Math.log10(most)));
    }

    /** Reads the CSV file that is named first and writes the SVG file that is named second. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: LookupChart JMH.csv CHART.svg");
        }
        List<Measurement> measurements = read(Files.readAllLines(Path.of(arguments[0])));
        Files.writeString(Path.of(arguments[1]), new LookupChart(measurements).draw());
    }

    private static List<Measurement> read(List<String> lines) {
        List<String> header = cells(lines.get(0));
        List<Measurement> measurements = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            String benchmark = cells.get(header.indexOf("Benchmark"));
            String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            // Rows of profilers stand beside those of the benchmarks.
            if (name.equals("hit") || name.equals("miss")) {
                measurements.add(new Measurement(
                        name,
                        Integer.parseInt(cells.get(header.indexOf("Param: entries"))),
                        cells.get(header.indexOf("Param: strategy")),
                        Double.parseDouble(cells.get(header.indexOf("Score")))));
            }
        }
        return measurements;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",")).map(cell -> cell.replace("\"", "")).toList();
    }

    private String draw() {
        int height = TOP + 2 * (PANEL_HEIGHT + 70);
        svg.append(format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='13'>%n", WIDTH, height));
        svg.append(format("<rect width='%d' height='%d' fill='white'/>%n", WIDTH, height));
        drawLegend();
        drawPanel("hit", TOP + 20);
        drawPanel("miss", TOP + PANEL_HEIGHT + 90);
        return svg.append("</svg>\n").toString();
    }

    private void drawLegend() {
        for (int i = 0; i < strategies.size(); i++) {
            int x = LEFT + i * 163;
            svg.append(format("<rect x='%d' y='20' width='12' height='12' fill='%s'/>%n", x, COLOURS[i % COLOURS.length]));
            svg.append(format("<text x='%d' y='31'>%s</text>%n", x + 17, strategies.get(i)));
        }
    }

    private void drawPanel(String benchmark, int top) {
        int bottom = top + PANEL_HEIGHT;
        svg.append(format("<text x='%d' y='%d' font-weight='bold'>a look-up: %s, ns</text>%n", LEFT, top - 8, benchmark));
        for (int decade = 0; decade <= decades; decade++) {
            double y = bottom - PANEL_HEIGHT * decade / decades;
            svg.append(format("<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' stroke='#ddd'/>%n", LEFT, y, WIDTH - 20, y));
            svg.append(format("<text x='%d' y='%.1f' text-anchor='end'>%.0f</text>%n", LEFT - 8, y + 4, Math.pow(10, decade)));
        }
        double group = (WIDTH - 20.0 - LEFT) / sizes.size();
        for (int i = 0; i < sizes.size(); i++) {
            double left = LEFT + i * group;
            svg.append(format(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%,d entries</text>%n", left + group / 2, bottom + 18, sizes.get(i)));
            drawGroup(benchmark, sizes.get(i), left, group, bottom);
        }
    }

    private void drawGroup(String benchmark, int entries, double left, double width, int bottom) {
        double bar = width * 0.9 / strategies.size();
        for (Measurement one : measurements) {
            if (!one.benchmark.equals(benchmark) || one.entries != entries) {
                continue;
            }
            int index = strategies.indexOf(one.strategy);
            double height = Math.max(1, PANEL_HEIGHT * Math.log10(Math.max(1, one.nanos)) / decades);
            double x = left + width * 0.05 + index * bar;
            svg.append(format(
                    "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>%n",
                    x, bottom - height, bar * 0.85, height, COLOURS[index % COLOURS.length]));
            svg.append(format(
                    "<text x='%.1f' y='%.1f' text-anchor='middle' font-size='10'>%s</text>%n",
                    x + bar * 0.42, bottom - height - 4, one.nanos < 100 ? format("%.1f", one.nanos) : format("%,.0f", one.nanos)));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
