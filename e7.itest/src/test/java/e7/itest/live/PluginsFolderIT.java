package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Who may put a plugin into the plugins folder of a running E7. */
class PluginsFolderIT {

    private static Product product;
    private static Path plugin;

    /** A plugin that says when it runs. */
    public static final class Hello implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            System.err.println("hello");
        }

        @Override
        public void stop(BundleContext context) {
            System.err.println("bye");
        }
    }

    @BeforeAll
    static void make() throws IOException {
        product = new Product();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "hello");
        attributes.putValue("Bundle-Activator", Hello.class.getName());
        attributes.putValue("Import-Package", "org.osgi.framework");
        plugin = product.write("hello.jar", "");
        String name = Hello.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugin), manifest);
                InputStream bytes = Hello.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new ZipEntry(name));
            bytes.transferTo(jar);
        }
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    /** What the run prints, with the folder's name taken out. Each step of the script is given time to be noticed. */
    private static List<String> run(Account account, String prepare, String steps) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        Product.Result result = product.script(
                account,
                List.of("bash"),
                """
                umask 022; mkdir plugins; export E7_PLUGINS=$PWD/plugins; cp %s plugins/
                step() { sleep 3; echo "- $*"; "$@"; }
                export -f step
                %s
                %s sandbox -- bash -c '%s; sleep 3' 2>&1
                """
                        .formatted(plugin, prepare, product.launcher(), steps));
        return result.out().lines().map(line -> line.replaceAll("/\\S*/plugins", "FOLDER")).filter(line -> !line.contains("hook")).toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartAPluginWhenItsFolderIsSafeAndStopItWithItsFile(Account account) throws Exception {
        assertEquals(
                List.of("hello", "- rm plugins/hello.jar", "bye"), run(account, "", "step rm plugins/hello.jar"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartNothingThatOthersCouldHaveWrittenUntilItIsMended(Account account) throws Exception {
        assertEquals(
                List.of(
                        "e7: e7.kernel: plugin hello.jar is not started: FOLDER can be written by its group or by everybody; chmod go-w it",
                        "- chmod g-w plugins",
                        "hello",
                        "bye"),
                run(account, "chmod g+w plugins", "step chmod g-w plugins"));
        assertEquals(
                List.of(
                        "e7: e7.kernel: plugin hello.jar is not started: FOLDER/hello.jar can be written by its group or by everybody; chmod go-w it",
                        "- chmod go-w plugins/hello.jar",
                        "hello",
                        "bye"),
                run(account, "chmod o+w plugins/hello.jar", "step chmod go-w plugins/hello.jar"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartOnlyWhatIsListedWhereThereIsAList(Account account) throws Exception {
        assertEquals(
                List.of(
                        "e7: e7.kernel: plugin hello.jar is not started: FOLDER/SHA256SUMS does not list hello.jar",
                        "- sums",
                        "hello",
                        "bye"),
                run(
                        account,
                        "echo > plugins/SHA256SUMS; sums() { (cd plugins && sha256sum hello.jar > SHA256SUMS); }; export -f sums",
                        "step sums"));
    }
}
