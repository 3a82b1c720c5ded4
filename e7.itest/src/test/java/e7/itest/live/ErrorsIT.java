package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: one clear line on standard error, an exit code that is not 0, and nothing of it done. */
class ErrorsIT {

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    static Stream<Arguments> badRules() {
        List<List<String>> rules = List.of(
                List.of("allow udp\n\n# a comment\nblock dport=99999\n", ":4:", "99999"),
                List.of("block user=nosuchuser\n", ":1:", "nosuchuser"),
                List.of("block nosuchcriterion=1\n", ":1:", "nosuchcriterion"),
                List.of("ask udp\n", ":1:", "ask"),
                List.of("frobnicate\n", ":1:", "frobnicate"),
                List.of("set unkrule perhaps\n", ":1:", "perhaps"),
                List.of("block path=curl\n", ":1:", "curl"),
                List.of("allow udp for=soon\n", ":1:", "soon"),
                List.of("clear\nblock udp\nclear #1\n", ":3:", "#"),
                List.of("block all\n", ":1:", "any"),
                List.of("block path=/opt/a path=/opt/b\n", ":1:", "path=/opt/a,/opt/b"));
        return rules.stream().flatMap(one -> Stream.of(Account.values()).map(account -> Arguments.of(account, one)));
    }

    @ParameterizedTest
    @MethodSource("badRules")
    void shouldNameFileLineAndFaultWhenRulesAreBad(Account account, List<String> rules) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        Product.Result result = product.sandbox(account, rules.get(0), "echo it ran");

        assertEquals(2, result.exitCode(), result::toString);
        assertEquals("", result.out(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains("rules" + rules.get(1)) && result.err().contains(rules.get(2)), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldStopAtFirstCommandThatIsWrong(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        Product.Result result =
                product.run(account, Product.words(product.launcher(), "sandbox", "-c", "block udp; block dport=99999; block tcp", "--", "echo", "it ran"));

        assertEquals(2, result.exitCode(), result::toString);
        assertTrue(result.err().contains("99999") && !result.err().contains("protocol=tcp"), result::toString);
        assertEquals("", result.out(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldPassExitCodesOn(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        assertEquals(0, exitCode(account, "true"));
        assertEquals(42, exitCode(account, "exit 42"));
        assertEquals(143, exitCode(account, "kill -TERM $$"));
        assertEquals(137, exitCode(account, "kill -KILL $$"));
        Product.Result missing = product.run(account, Product.words(product.launcher(), "sandbox", "--", "/nonexistent"));
        assertEquals(127, missing.exitCode(), missing::toString);
        assertEquals(1, missing.err().lines().count(), missing::toString);
        Product.Result plain = product.run(account, Product.words(product.launcher(), "sandbox", "--", "/etc/passwd"));
        assertEquals(126, plain.exitCode(), plain::toString);
        assertEquals(1, plain.err().lines().count(), plain::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowInTheExitCodeThatACommandFailed(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        Product.Result tried = product.run(account, Product.words(product.launcher(), "sandbox", "-c", "try sh -c 'exit 7'; try false; status | grep mode"));
        assertEquals(7, tried.exitCode(), tried::toString);
        assertTrue(tried.out().endsWith("mode            enabled\n"), tried::toString);
        Product.Result wrong = product.run(account, Product.words(product.launcher(), "sandbox", "-c", "try true; frobnicate; status"));
        assertEquals(2, wrong.exitCode(), wrong::toString);
        assertEquals("e7: unknown command: frobnicate; help lists them\n", wrong.err(), wrong::toString);
        assertEquals("", wrong.out(), wrong::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunTheCommandsThatComeOnStandardInputAndEnd(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        String script = "printf 'clear\\nblock udp\\ntry cat\\nrules | grep udp | wc -l\\nclear #1\\nstatus\\n' | %s sandbox; echo code $?";
        Product.Result result = product.script(account, List.of("bash"), script.formatted(product.launcher()));

        assertEquals("0 rules cleared\nrule 1: block protocol=udp\n1\ncode 2\n", result.out(), result::toString);
        assertTrue(result.err().startsWith("e7: standard input:5: # begins a comment"), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
    }

    private static int exitCode(Account account, String script) throws Exception {
        return product.sandbox(account, "", script).exitCode();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatTheLauncherDoesNotKnow(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        for (List<String> words : List.of(
                List.of("frobnicate"), List.of("sandbox", "--nonsense"), List.of("sandbox", "--rules", "/nonexistent", "--", "true"))) {
            List<String> command = Product.words(product.launcher(), words.toArray(String[]::new));
            Product.Result result = product.run(account, command);
            assertEquals(2, result.exitCode(), result::toString);
            assertEquals(1, result.err().lines().count(), result::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "ORDINARY")
    void shouldSayWhichPrivilegeIsMissing(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        Product.Result result = product.run(account, Product.words(product.launcher(), "daemon"));

        assertTrue(result.exitCode() != 0, result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains("CAP_NET_ADMIN") && result.err().contains("sandbox"), result::toString);
    }

    @ParameterizedTest
    @EnumSource(names = "ORDINARY")
    void shouldWarnOfAUserWhoDoesNotExistInTheSandbox(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        Product.Result result = product.sandbox(account, "block user=12345 tcp\nblock user=12345 udp\nblock user=0 sport=1\n", "echo it ran");

        assertEquals("it ran\n", result.out(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains("user '12345' does not exist here") && result.err().contains("sandbox"), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameAJarThatIsNoBundle(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());

        Path plugins = Files.createDirectories(product.scratch().resolve("plugins"));
        Files.writeString(plugins.resolve("broken.jar"), "no jar");
        Product.Result result = product.run(
                account, List.of("env", "E7_PLUGINS=" + plugins, product.launcher(), "sandbox", "--", "sleep", "3"));

        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.err().contains("broken.jar cannot be read as a jar"), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
    }
}
