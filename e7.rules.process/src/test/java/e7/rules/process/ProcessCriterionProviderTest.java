package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessCriterionProviderTest {

    private static final String SUM = "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff";
    private static final String SOME = "parent=/usr/,cmdline=*,sha256=" + SUM + ",unit=/";

    @TempDir
    Path folder;

    private final Children children = new Children();
    private final ProcessCriterionProvider provider = new ProcessCriterionProvider();

    @AfterEach
    void end() throws Exception {
        provider.deactivate();
        children.close();
    }

    private Criterion criterion(String name, String... values) throws RuleSyntaxException {
        return provider.parse(name, List.of(values));
    }

    private Match answer(int pid, String name, String... values) throws Exception {
        return Children.answer(criterion(name, values), Children.packet(pid));
    }

    @Test
    void shouldAnswerAboutARealProcess() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        Path worker = Children.bash(folder.resolve("worker"));
        int pid = children.startPrinting(boss.toString(), "-c", worker + " -c 'echo $$; read -t 100 <> <(:)' x 'y z'; :");
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(worker)));

        assertEquals(Match.YES, answer(pid, "parent", "/nowhere", boss.toString()));
        assertEquals(Match.YES, answer(pid, "cmdline", "*/worker -c echo* x y z"));
        assertEquals(Match.NO, answer(pid, "cmdline", "*/boss *"));
        assertEquals(Match.YES, answer(pid, "sha256", SUM, sum.toUpperCase(Locale.ROOT)));
        assertEquals(Match.NO, answer(pid, "sha256", SUM));
        assertEquals(Match.YES, answer(pid, "unit", "/"));
        assertEquals(Match.NO, answer(pid, "unit", "no-such-unit.service"));
    }

    @Test
    void shouldFollowALinkInTheRule() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        Path link = Files.createSymbolicLink(folder.toRealPath().resolve("link"), boss);
        assertEquals(Match.YES, answer(children.startPrinting(Children.waiting(boss)), "parent", link.toString()));
    }

    /** A pid that was used again, or an identity that is not this process's for another reason. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1"})
    void shouldBeUnknownWhenTheIdentityIsNotThisProcesss(long time, long device, long inode) throws Exception {
        ProcessIdentity real = Children.identity(children.idle(Children.bash(folder.resolve("one"))));
        ProcessIdentity forged = new ProcessIdentity(
                real.pid(), real.startTime() + time, real.device() + device, real.inode() + inode, "/usr/bin/curl", "curl", "curl");
        for (String some : SOME.split(",")) {
            Criterion criterion = criterion(some.split("=")[0], some.split("=")[1]);
            assertEquals(Match.UNKNOWN, criterion.test(new PacketSketch().process(forged)), some);
        }
    }

    @Test
    void shouldBeUnknownWhenTheProcessIsNotKnownAndNoWhenItIsTheKernel() throws Exception {
        for (String some : SOME.split(",")) {
            Criterion criterion = criterion(some.split("=")[0], some.split("=")[1]);
            assertEquals(Match.UNKNOWN, criterion.test(new PacketSketch()), some);
            assertEquals(Match.NO, criterion.test(new PacketSketch().process(ProcessIdentity.KERNEL)), some);
        }
    }

    @Test
    void shouldStandForAProcessAndBlock() throws Exception {
        Criterion criterion = criterion("cmdline", "a*");
        assertFalse(criterion.isPure());
        assertEquals(Set.of(Facet.PROCESS), criterion.facets());
        assertEquals(Instant.MAX, criterion.validUntil(Instant.now()));
    }

    @ParameterizedTest
    @CsvSource({
        "parent, /a/b, 90", "parent, /a/, 50", "cmdline, a b, 80", "cmdline, ab*, 2", "cmdline, *, 0", "sha256, " + SUM + ", 100",
        "unit, a.service, 80", "unit, a.slice, 50", "unit, /a/, 50", "unit, /a, 80"
    })
    void shouldBeMoreSpecificWhenItIsNarrower(String name, String value, int expected) throws Exception {
        assertEquals(expected, criterion(name, value).specificity());
    }

    @Test
    void shouldBeLessSpecificWhenThereAreMore() throws Exception {
        assertEquals(89, criterion("parent", "/a/b", "/a/c").specificity());
        assertEquals(49, criterion("parent", "/a/b", "/a/").specificity());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "parent, bash", "parent, /a//b", "parent, /a/../b", "sha256, abc", "sha256, \"xyff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff\"",
        "unit, nginx", "unit, .service", "unit, nginx.timer", "unit, a/b.service", "unit, /a/../b"
    })
    void shouldNameTheValueWhenItIsWrong(String name, String value) {
        String message = assertThrows(RuleSyntaxException.class, () -> criterion(name, value)).getMessage();
        assertTrue(message.startsWith(name + "= takes ") && message.contains("'" + value + "'") && message.indexOf('\n') < 0, message);
    }

    @Test
    void shouldRefuseAPatternThatTakesTooLong() {
        assertThrows(RuleSyntaxException.class, () -> criterion("cmdline", "a".repeat(Glob.LONGEST + 1)));
    }

    @Test
    void shouldCompleteWithWhatRuns() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        children.idle(boss);
        assertEquals(List.of(boss.toString()), provider.complete("parent", boss.toString().substring(0, boss.toString().length() - 2)));
        assertTrue(provider.complete("unit", "/").stream().allMatch(path -> path.startsWith("/")));
        assertFalse(provider.complete("unit", "/").isEmpty());
        assertEquals(List.of(), provider.complete("cmdline", ""));
    }

    @Test
    void shouldSayWhyExplainCannotTakeIt() {
        Packet packet = new PacketSketch();
        String message = assertThrows(RuleSyntaxException.class, () -> provider.sketch("unit", "a.service", (PacketSketch) packet)).getMessage();
        assertTrue(message.startsWith("explain cannot take unit=: "), message);
    }

    @Test
    void shouldLeaveNoThreadWhenDeactivated() throws Exception {
        int pid = children.idle(Children.bash(folder.resolve("one")));
        for (String some : SOME.split(",")) {
            Children.answer(criterion(some.split("=")[0], some.split("=")[1]), Children.packet(pid));
        }
        provider.onChange(() -> {});

        provider.deactivate();

        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        assertTrue(threads.stream().noneMatch(thread -> thread.getName().startsWith("e7-process") && thread.isAlive()), threads::toString);
    }
}
