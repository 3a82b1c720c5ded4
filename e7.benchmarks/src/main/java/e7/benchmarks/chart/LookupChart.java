package e7.benchmarks.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Draws JMH's own output of {@code cache.LookupBenchmark} as an image: a panel for hits and one for misses, of each number of reader
 * threads that was measured; in it a group of bars for each number of entries and a bar for each strategy, with its 99.9 % confidence
 * interval. Time is on a logarithmic scale, since a walk through a long list takes 100,000 times as long as a look at one entry.
 *
 * <pre>
 *   java -jar e7.benchmarks/target/benchmarks.jar cache.LookupBenchmark -t 1 -rf csv -rff one.csv
 *   java -jar e7.benchmarks/target/benchmarks.jar cache.LookupBenchmark -t 2 -rf csv -rff two.csv
 *   java -cp e7.benchmarks/target/classes e7.benchmarks.chart.LookupChart one.csv two.csv lookup.svg
 * </pre>
 */
public final class LookupChart {

    private static final int WIDTH = 1060;
    private static final int PANEL_HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int TOP = 60;
    private static final int GAP = 70;
    private static final String[] COLOURS = {"#1b7837", "#762a83", "#d95f02", "#3182bd", "#636363", "#bdbdbd"};

    /** What one panel shows. */
    private record Panel(String benchmark, int threads) {}

    /** One bar; {@code error} is half the confidence interval, 0 where one measurement gives none. */
    private record Measurement(Panel panel, int entries, String strategy, double nanos, double error) {}

    private final List<Measurement> measurements;
    private final List<Panel> panels;
    private final List<String> strategies;
    private final List<Integer> sizes;
    private final double decades;
    private final StringBuilder svg = new StringBuilder();

    private LookupChart(List<Measurement> measurements) {
        this.measurements = measurements;
        this.panels = measurements.stream().map(Measurement::panel).distinct()
                .sorted(Comparator.comparingInt(Panel::threads).thenComparing(Panel::benchmark))
                .toList();
        this.strategies = measurements.stream().map(Measurement::strategy).distinct().toList();
        this.sizes = List.copyOf(new TreeSet<>(measurements.stream().map(Measurement::entries).toList()));
        double most = measurements.stream().mapToDouble(one -> one.nanos + one.error).max().orElse(10);
        this.decades = Math.max(1, Math.ceil(Math.log10(most)));
    }

    /** Reads the CSV files that are named and writes the SVG file that is named last. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("usage: LookupChart JMH.csv... CHART.svg");
        }
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < arguments.length - 1; i++) {
            measurements.addAll(read(Files.readAllLines(Path.of(arguments[i]))));
        }
        Files.writeString(Path.of(arguments[arguments.length - 1]), new LookupChart(measurements).draw());
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
                        new Panel(name, Integer.parseInt(cells.get(header.indexOf("Threads")))),
                        Integer.parseInt(cells.get(header.indexOf("Param: entries"))),
                        cells.get(header.indexOf("Param: strategy")),
                        Double.parseDouble(cells.get(header.indexOf("Score"))),
                        errorOf(cells.get(header.indexOf("Score Error (99.9%)")))));
            }
        }
        return measurements;
    }

    private static double errorOf(String cell) {
        double error = Double.parseDouble(cell);
        return Double.isNaN(error) ? 0 : error;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",")).map(cell -> cell.replace("\"", "")).toList();
    }

    private String draw() {
        int height = TOP + panels.size() * (PANEL_HEIGHT + GAP);
        svg.append(format(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='13'>%n", WIDTH, height));
        svg.append(format("<rect width='%d' height='%d' fill='white'/>%n", WIDTH, height));
        drawLegend();
        for (int i = 0; i < panels.size(); i++) {
            drawPanel(panels.get(i), TOP + 20 + i * (PANEL_HEIGHT + GAP));
        }
        return svg.append("</svg>\n").toString();
    }

    private void drawLegend() {
        for (int i = 0; i < strategies.size(); i++) {
            int x = LEFT + i * 163;
            svg.append(format("<rect x='%d' y='20' width='12' height='12' fill='%s'/>%n", x, COLOURS[i % COLOURS.length]));
            svg.append(format("<text x='%d' y='31'>%s</text>%n", x + 17, strategies.get(i)));
        }
    }

    private void drawPanel(Panel panel, int top) {
        int bottom = top + PANEL_HEIGHT;
        svg.append(format("<text x='%d' y='%d' font-weight='bold'>a look-up: %s, %d reader%s</text>%n", LEFT, top - 8, panel.benchmark,
                panel.threads, panel.threads == 1 ? "" : "s"));
        for (int decade = 0; decade <= decades; decade++) {
            double y = bottom - PANEL_HEIGHT * decade / decades;
            svg.append(format("<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' stroke='#ddd'/>%n", LEFT, y, WIDTH - 20, y));
            svg.append(format("<text x='%d' y='%.1f' text-anchor='end'>%s</text>%n", LEFT - 8, y + 4, time(Math.pow(10, decade))));
        }
        double group = (WIDTH - 20.0 - LEFT) / sizes.size();
        for (int i = 0; i < sizes.size(); i++) {
            double left = LEFT + i * group;
            svg.append(format(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%,d entries</text>%n", left + group / 2, bottom + 18, sizes.get(i)));
            drawGroup(panel, sizes.get(i), left, group, bottom);
        }
    }

    private void drawGroup(Panel panel, int entries, double left, double width, int bottom) {
        double bar = width * 0.9 / strategies.size();
        for (Measurement one : measurements) {
            if (!one.panel.equals(panel) || one.entries != entries) {
                continue;
            }
            int index = strategies.indexOf(one.strategy);
            double height = Math.max(1, height(one.nanos));
            double x = left + width * 0.05 + index * bar;
            svg.append(format(
                    "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>%n",
                    x, bottom - height, bar * 0.85, height, COLOURS[index % COLOURS.length]));
            double top = height(one.nanos + one.error);
            svg.append(format("<line x1='%.1f' y1='%.1f' x2='%1$.1f' y2='%.1f' stroke='black'/>%n",
                    x + bar * 0.42, bottom - height(one.nanos - one.error), bottom - top));
            svg.append(format("<text x='%.1f' y='%.1f' text-anchor='middle' font-size='10'>%s</text>%n",
                    x + bar * 0.42, bottom - top - 4, time(one.nanos)));
        }
    }

    private double height(double nanos) {
        return PANEL_HEIGHT * Math.log10(Math.max(1, nanos)) / decades;
    }

    /** Three figures and the unit. */
    private static String time(double nanos) {
        String unit = nanos < 999.5 ? "ns" : nanos < 999_500 ? "µs" : "ms";
        double value = nanos / (unit.equals("ns") ? 1 : unit.equals("µs") ? 1e3 : 1e6);
        int decimals = value < 9.995 && value % 1 != 0 ? 2 : value < 99.95 && value % 1 != 0 ? 1 : 0;
        return format("%." + decimals + "f %s", value, unit);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
