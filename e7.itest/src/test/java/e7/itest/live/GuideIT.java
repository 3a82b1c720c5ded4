package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PLUGIN-GUIDE.md, followed to the letter by somebody who has an empty folder and a clone that has been built: each fenced block of it is
 * either a file, which the last words "The file `...`" before it name, or commands for the shell.
 */
class GuideIT {

    private static final Pattern FENCED = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FILE_NAME = Pattern.compile("The file `([^`]+)`");
    private static final Path ROOT = Path.of(System.getProperty("e7.root", ".."));

    private final Account account = Account.ROOT.unavailable() == null ? Account.ROOT : Account.ORDINARY;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private Product product;
    private Path clone;
    private Path work;

    @BeforeEach
    void read() throws IOException {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("mvn"), "needs mvn");
        assumeTrue(Programs.has("curl"), "needs curl");
        String guide = Files.readString(ROOT.resolve("PLUGIN-GUIDE.md"));
        Matcher block = FENCED.matcher(guide);
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                commands.add(block.group(2));
            } else {
                files.put(lastFileName(guide.substring(0, block.start())), block.group(2));
            }
        }
        product = new Product();
        clone = Path.of(product.launcher()).getParent().getParent();
        copyContract();
        work = Files.createDirectory(product.scratch().resolve("plugin"));
    }

    @AfterEach
    void remove() throws IOException {
        if (product != null) {
            product.close();
        }
    }

    private static String lastFileName(String before) {
        List<String> names = FILE_NAME.matcher(before).results().map(match -> match.group(1)).toList();
        return names.get(names.size() - 1);
    }

    /** All that {@code run/e7 --build} leaves besides what the product has anyway, of which a plugin is to see nothing. */
    private void copyContract() throws IOException {
        Path target = Files.createDirectories(clone.resolve("e7.api/target"));
        try (Stream<Path> built = Files.list(ROOT.resolve("e7.api/target"))) {
            for (Path jar : built.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, target.resolve(jar.getFileName()));
            }
        }
    }

    /** Runs a block of commands in the plugin's folder, where Maven downloads nothing. */
    private Product.Result follow(String block) throws IOException, InterruptedException {
        return product.script(
                account,
                List.of("bash", "-e"),
                """
                export E7=%s
                mvn() { command mvn -o -B -Dstyle.color=never -Dmaven.repo.local=%s "$@"; }
                cd %s
                %s
                """
                        .formatted(clone, System.getProperty("e7.local.repository"), work, block));
    }

    @Test
    void shouldLeadFromAnEmptyFolderToACriterionThatJudgesPackets() throws Exception {
        assertEquals(List.of("pom.xml", "src/main/java/org/example/e7/system/SystemUserProvider.java"), List.copyOf(files.keySet()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = work.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        assertEquals(2, commands.size(), commands::toString);

        Product.Result build = follow(commands.get(0));
        Programs.assumeNothingToDownload(build.out());
        assertEquals(0, build.exitCode(), build::toString);

        Product.Result use = follow(commands.get(1));
        assertTrue(Pattern.compile("criterion +system +0 +0 +active +e7-rule-system 1.0.0").matcher(use.out()).find(), use::toString);
        List<String> ends = Pattern.compile("curl: (\\(\\d+\\))").matcher(use.out() + use.err()).results().map(end -> end.group(1)).toList();
        assertEquals(List.of("(7)", "(28)"), ends, use::toString);
        List<String> hits = Pattern.compile(" (\\d+) +(?:\\S+ \\S+)? +block +protocol=tcp dport=8000 (system!?=yes)")
                .matcher(use.out())
                .results()
                .map(GuideIT::hits)
                .toList();
        assertEquals(List.of("system!=yes was not hit", "system=yes was hit"), hits, use::toString);
        // That of the first program that failed.
        assertEquals(7, use.exitCode(), use::toString);
    }

    private static String hits(MatchResult rule) {
        return rule.group(2) + (rule.group(1).equals("0") ? " was not hit" : " was hit");
    }
}
