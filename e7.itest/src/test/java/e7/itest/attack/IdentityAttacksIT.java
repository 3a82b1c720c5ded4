package e7.itest.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Account;
import e7.itest.live.Product;
import e7.itest.live.Programs;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program that is not allowed wants to pass as one that is: {@code ./other}, a copy of Python, as {@code /usr/bin/python3}. The labels that
 * arrive at the sink tell who got through; those of honest senders show that the way was open.
 */
class IdentityAttacksIT {

    private static final String PYTHON_ALONE = "set unkrule block\nallow path=/usr/bin/python3\nallow direction=in\n";

    private static final String PREPARE = "cp /usr/bin/python3 other\nsink 8000 served\n";

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private static Product.Result run(Account account, String rules, String script) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        return product.sandbox(account, rules, PREPARE + script);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSeeThroughNamespaces(Account account) throws Exception {
        Product.Result result = run(
                account,
                PYTHON_ALONE,
                """
                # say LABEL COMMAND...: the command runs Python; that it ran, it says itself.
                say() { local label=$1; shift; echo $label | "$@" $scripts/say.py 8000; }
                over='mount --bind ./other "$(readlink -f /usr/bin/python3)" && exec /usr/bin/python3 "$@"'
                together 'say honest /usr/bin/python3' \\
                  'say pid-namespace unshare -pf /usr/bin/python3' \\
                  'say mount-namespace unshare -m /usr/bin/python3' \\
                  'say BAD-pid-namespace unshare -pf ./other' \\
                  'say BAD-user-namespace unshare -r /usr/bin/python3' \\
                  'say BAD-pid-and-user-namespace unshare -rpf /usr/bin/python3' \\
                  'say BAD-bind-mount unshare -m bash -c "$over" -' \\
                  'say BAD-bind-mount-of-a-user unshare -rm bash -c "$over" -' \\
                  'say BAD-first-argument bash -c '\\''exec -a /usr/bin/python3 ./other "$@"'\\'' -' | sort | uniq -c | tr -d ' '
                labels served
                """);

        assertEquals(List.of("9ok", "honest mount-namespace pid-namespace"), result.out().lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNoticeThatAnotherProgramIsExecuted(Account account) throws Exception {
        Product.Result result = run(
                account,
                PYTHON_ALONE,
                """
                own=$(readlink -f /usr/bin/python3)
                /usr/bin/python3 $scripts/succession.py 8000 $PWD/other /usr/bin/python3 $PWD/other
                ./other $scripts/succession.py 8000 /usr/bin/python3 $PWD/other
                labels served | sed "s/$(basename $own)/own/g"
                """);

        // 0 and 2 of the first process, 1 of the second.
        assertEquals("0-own 1-own 2-own\n", result.out(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAHandedOverSocketWithinSeconds(Account account) throws Exception {
        Product.Result result = run(
                account,
                PYTHON_ALONE,
                """
                hand() { ./other $scripts/handover.py $1 /usr/bin/python3 8000; }
                together 'hand keep' 'hand close' 'hand exit'
                labels served
                """);

        List<String> labels = List.of(result.out().strip().split(" "));
        assertTrue(labels.containsAll(List.of("keep-before", "close-before", "exit-before")), result::toString);
        assertTrue(labels.stream().noneMatch(label -> label.startsWith("exit-") && !label.equals("exit-before")), result::toString);
        // Until the holders are searched again the socket counts as its maker's: a documented limit.
        assertTrue(Stream.of("5", "6").noneMatch(second -> labels.contains("keep-" + second) || labels.contains("close-" + second)), result::toString);
    }

    private static final String MOVES =
            """
            coproc ./tool $scripts/say.py 8000
            say() { echo $1 >&${COPROC[1]}; read -r ok <&${COPROC[0]}; }
            cp other tool.new
            say before
            mv tool aside; say moved
            mv aside tool; say back
            rm tool; say deleted
            mv tool.new tool; say replaced
            echo successor | ./tool $scripts/say.py 8000 > ok
            labels served
            """;

    /** A tool at a path that is known before the run, as the rule has to name it. */
    private static Product.Result runTool(Account account, String rules) throws Exception {
        String folder = product.scratch().resolve("tools-" + account + "-" + rules.hashCode()).toString();
        String place = "mkdir " + folder + "; cp /usr/bin/python3 " + folder + "/tool\n"
                + "cp other " + folder + "; ln -s $PWD/served " + folder + "/served; cd " + folder + "\n";
        return run(account, rules.formatted(folder + "/tool"), place + MOVES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTrustThePathOfADeletedFile(Account account) throws Exception {
        Product.Result result = runTool(account, "set unkrule block\nallow path=%s\nallow direction=in\n");

        assertEquals("back before successor\n", result.out(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBlockAProgramThatDeletesItsFile(Account account) throws Exception {
        Product.Result result = runTool(account, "block path=%s\n");

        // Under another name it is another program for a rule about its path, as a copy is: a documented limit.
        assertEquals("moved\n", result.out(), result::toString);
    }
}
