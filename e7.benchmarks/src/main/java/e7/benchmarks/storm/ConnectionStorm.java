package e7.benchmarks.storm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What remembering sockets, and searching the process table for many at once, are worth when programs open many short connections: real
 * ones, over loopback, in the sandbox of {@code run/e7}, by eight threads. The ways take turns, each in a fresh run of E7, and the best of
 * their runs count.
 *
 * <pre>
 *   mvn -B -pl run,e7.benchmarks -am package -DskipTests
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' e7.benchmarks.storm.ConnectionStorm [PROCESSES [ROUNDS]]
 * </pre>
 *
 * <p>PROCESSES is how many idle ones, of 16 descriptors each, are added to those that the machine has. The ratio is to the last but one
 * way, a search for each packet, which ends at the first holder; {@link ProcessTableSearch} has it. "Nothing queued" is what the sockets
 * themselves cost.
 */
public final class ConnectionStorm {

    /** Three descriptors are there, as pipes. */
    private static final String IDLE = "for i in {3..15}; do eval \"exec $i< /dev/null\"; done; exec sleep 100000";

    private static final int THREADS = 8;
    private static final int SECONDS = 10;
    private static final List<Integer> EXCHANGES = List.of(1, 10);

    /** A way to judge, by what the plugin takes from E7; {@code rules} of the run. */
    private record Way(String name, String parts, String rules) {}

    /**
     * A rule for which every packet's program must be known. What a closed socket still sends cannot be named without a cache, and passes
     * all the same, as otherwise TCP's retransmissions would be measured.
     */
    private static final String RULES = "set unkproc allow\nblock path=/usr/bin/nosuch\n";
    private static final List<Way> WAYS = List.of(
            new Way("E7", "", RULES),
            new Way("without its cache", StormPlugin.FORGET, RULES),
            new Way("without its shared search", StormPlugin.SEARCH, RULES),
            new Way("a search for each packet", StormPlugin.FORGET + "," + StormPlugin.SEARCH, RULES),
            new Way("nothing queued", "", "mode disabled\n"));
    private static final int BASELINE = 3;

    private final Path folder;
    private final Path jar;

    private ConnectionStorm(Path folder) throws IOException {
        this.folder = folder;
        this.jar = writePlugin(folder.resolve("storm.jar"));
    }

    /** See the class comment; prints a table. */
    public static void main(String... arguments) throws Exception {
        int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        Path folder = Files.createTempDirectory("e7-storm");
        List<Process> idle = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                idle.add(new ProcessBuilder("bash", "-c", IDLE).start());
            }
            new ConnectionStorm(folder).run(rounds);
        } finally {
            idle.forEach(Process::destroy);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void run(int rounds) throws Exception {
        System.out.printf(Locale.ROOT, "%d processes; one search through all of them: %.2f ms%n", processes(), searchMillis());
        for (int exchanges : EXCHANGES) {
            double[] best = new double[WAYS.size()];
            for (int round = 0; round < rounds; round++) {
                for (int way = 0; way < best.length; way++) {
                    best[way] = Math.max(best[way], measure(WAYS.get(way), exchanges));
                }
            }
            System.out.printf(Locale.ROOT, "%n%-28s %22s %10s%n", exchanges + " exchange(s) a connection", "connections a second", "ratio");
            for (int way = 0; way < best.length; way++) {
                System.out.printf(Locale.ROOT, "%-28s %22.1f %10s%n", WAYS.get(way).name, best[way],
                        best[BASELINE] == 0 ? "-" : String.format(Locale.ROOT, "%.1f", best[way] / best[BASELINE]));
            }
        }
    }

    private static long processes() {
        return Arrays.stream(new File("/proc").list()).filter(name -> Character.isDigit(name.charAt(0))).count();
    }

    /** The median of some searches for a socket that nobody holds. */
    private static double searchMillis() {
        ProcessTableSearch search = new ProcessTableSearch();
        double[] times = new double[51];
        for (int i = 0; i < times.length; i++) {
            long begun = System.nanoTime();
            search.holder(Long.MAX_VALUE);
            times[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    /** One run of E7 with the client in it; connections a second. */
    private double measure(Way way, int exchanges) throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(folder, "run");
        Path plugins = Files.createDirectory(run.resolve("plugins"));
        Path ready = run.resolve("ready");
        Path rules = Files.writeString(run.resolve("rules"), way.rules);
        List<String> command = new ArrayList<>(List.of("run/e7", "sandbox", "--rules", rules.toString(), "--"));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", "e7.benchmarks/target/classes",
                StormClient.class.getName(), "" + THREADS, "" + exchanges, "" + SECONDS));
        if (!way.parts.isEmpty()) {
            Files.copy(jar, plugins.resolve("storm.jar"));
            command.add(ready.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("E7_PLUGINS", plugins.toString());
        builder.environment().put(
                "E7_JAVA_OPTS", "-D" + StormPlugin.PARTS + "=" + way.parts + " -D" + StormPlugin.READY + "=" + ready);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        String[] words = out.lines().filter(line -> line.startsWith("connections a second")).findFirst().orElse("").split(" ");
        if (words.length != 6) {
            throw new IOException("a run gave no result: way=" + way.name + " output=" + out);
        }
        System.out.printf(Locale.ROOT, "  %s: %.1f connections a second, %s failed%n", way.name, Double.parseDouble(words[3]), words[5]);
        return Double.parseDouble(words[3]);
    }

    private static Path writePlugin(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "e7.benchmarks.storm");
        attributes.putValue("Bundle-Activator", StormPlugin.class.getName());
        attributes.putValue("DynamicImport-Package", "*");
        String own = StormPlugin.class.getPackageName().replace('.', '/');
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String name : classes()) {
                jar.putNextEntry(new JarEntry(own + "/" + name));
                try (InputStream in = StormPlugin.class.getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return file;
    }

    private static List<String> classes() throws IOException {
        Path folder = Path.of("e7.benchmarks/target/classes", StormPlugin.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("StormPlugin") || name.startsWith("ProcessTableSearch"))
                    .toList();
        }
    }
}
