package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The criteria {@code parent}, {@code cmdline}, {@code sha256} and {@code unit} on real packets. Scripts print {@code NAME=EXIT CODE}: 0
 * for an answer, 124 for one that was waited for in vain.
 */
class ProcessRulesIT {

    private static final String DENY = "set unkrule block\nallow direction=in\n";

    /** {@code call SHELL [WORD...]}: the shell itself fetches a line, with no other program that holds its socket. */
    private static final String CALL =
            """
            fetch='exec 3<>/dev/tcp/127.0.0.1/8000; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; read -r line <&3; [[ $line == *OK* ]]; exit'
            export fetch
            call() { local shell=$1; shift; timeout 5 "$shell" -c "$fetch" "$@"; }
            serve served
            """;

    private static Product product;

    /** Two copies of bash; the second has one byte more. */
    private static Path one;

    private static Path two;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
        one = Files.copy(Path.of("/bin/bash").toRealPath(), product.scratch().toRealPath().resolve("one"));
        two = Files.copy(one, one.resolveSibling("two"));
        Files.write(two, new byte[1], StandardOpenOption.APPEND);
        Programs.succeeds(List.of("chmod", "a+rx", one.toString(), two.toString()));
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static void assertSays(Account account, String expected, String rules, String script) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        String variables = "one=" + one + "\ntwo=" + two + "\n";
        Product.Result result = product.sandbox(account, rules, variables + CALL + script);
        assertEquals(expected, String.join(" ", result.out().lines().toList()), result::toString);
    }

    /**
     * Who is above the sandbox may be beyond reading, to an ordinary user and in containers: then a block rule on a parent is unknown for
     * what is no child of it, and the flag decides.
     */
    @ParameterizedTest
    @EnumSource
    void shouldBlockByParent(Account account) throws Exception {
        assertSays(
                account,
                "other=0 child=124 grandchild=124",
                "set unkproc allow\nblock parent=" + one,
                """
                code other call bash
                export -f call
                code child "$one" -c 'call bash; exit'
                code grandchild "$one" -c '"$0" -c "call bash; exit"; exit' "$two"
                """);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowByParent(Account account) throws Exception {
        assertSays(
                account,
                "other=124 itself=124 child=0",
                DENY + "allow parent=" + one,
                """
                code other call bash
                code itself call "$one"
                export -f call
                code child "$one" -c 'call bash; exit'
                """);
    }

    /** A documented limit: who has forked twice is no child of that program any more, and nobody can tell that he was. */
    @ParameterizedTest
    @EnumSource
    void shouldNotKnowAParentThatHasEnded(Account account) throws Exception {
        assertSays(
                account,
                "twice=0",
                "set unkproc allow\nblock parent=" + one,
                """
                export -f call
                "$one" -c '(exec bash -c "sleep 1; call bash; echo twice=\\$? > answer") & :'
                until [ -s answer ]; do sleep 0.1; done
                cat answer
                """);
    }

    /** A documented limit: who may execute an allowed parent can make it his child's. */
    @ParameterizedTest
    @EnumSource
    void shouldTakeForAParentWhatItExecutesByNow(Account account) throws Exception {
        assertSays(
                account,
                "adopted=0",
                DENY + "allow parent=" + one,
                """
                export -f call
                bash -c '(sleep 1; call bash; echo adopted=$? > answer) & exec "$0" -c "sleep 100; :"' "$one" & parent=$!
                until [ -s answer ]; do sleep 0.1; done
                kill $parent
                cat answer
                """);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBlockByCommandLine(Account account) throws Exception {
        assertSays(
                account, "plain=0 marked=124", "block \"cmdline=*bash -c * e7-mark?d*\"", "code plain call bash other\ncode marked call bash some e7-marked words\n");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowByCommandLine(Account account) throws Exception {
        assertSays(account, "plain=124 marked=0", DENY + "allow cmdline=*e7-marked", "code plain call bash\ncode marked call bash e7-marked\n");
    }

    @ParameterizedTest
    @EnumSource
    void shouldBlockByChecksum(Account account) throws Exception {
        assertSays(account, "one=124 two=0", "block sha256=" + sum(one), "code one call $one\ncode two call $two\n");
    }

    /** Neither a copy with one byte changed, nor the same process once it executes that. A renamed copy is the same content. */
    @ParameterizedTest
    @EnumSource
    void shouldAllowByChecksumWhatHasNotBeenChanged(Account account) throws Exception {
        assertSays(
                account,
                "one=0 renamed=0 two=124 passed=0",
                DENY + "allow sha256=" + sum(one),
                """
                code one call $one
                cp $one renamed; code renamed call ./renamed
                code two call $two
                timeout 5 $one -c 'exec 3<>/dev/tcp/127.0.0.1/8000; exec "$0" -c "echo hello >&3; sleep 1"' $two
                echo passed=$(grep -c hello served)
                """);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowThatEverythingIsInTheRootCgroupOrBelow(Account account) throws Exception {
        assertSays(account, "tcp=124", "block unit=/", "code tcp call bash\n");
        assertSays(account, "tcp=0", "block unit=/e7-no-such-group/,e7-no-such.service", "code tcp call bash\n");
    }

    /** A cgroup that is called as systemd calls a service's. */
    @ParameterizedTest
    @EnumSource(names = "ROOT")
    void shouldBlockByUnit(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        Optional<Path> root = cgroups();
        assumeTrue(root.isPresent(), "no cgroup of version 2 is mounted");
        String unit = "e7-itest-" + ProcessHandle.current().pid() + ".service";
        Path group = root.get().resolve(unit);
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            assumeTrue(false, "no cgroup can be made: " + e.getMessage());
        }
        try {
            assertSays(
                    account,
                    "outside=0 inside=124",
                    "block unit=" + unit,
                    "within() { echo $BASHPID > %s/cgroup.procs; call bash; }\ncode outside call bash\n(code inside within)\n".formatted(group));
        } finally {
            removeGroup(group);
        }
    }

    private static Optional<Path> cgroups() throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields[2].equals("cgroup2"))
                .map(fields -> Path.of(fields[1]))
                .findFirst();
    }

    /** It is busy until its last process has been reaped. */
    private static void removeGroup(Path group) throws Exception {
        for (int i = 0; i < 100 && Files.exists(group); i++) {
            try {
                Files.delete(group);
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
    }
}
