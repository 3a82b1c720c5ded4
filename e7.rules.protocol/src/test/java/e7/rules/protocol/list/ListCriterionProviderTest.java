package e7.rules.protocol.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import e7.rules.protocol.Network;
import e7.rules.protocol.NetworkText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCriterionProviderTest {

    private static final int WAIT_SECONDS = 20;

    @TempDir
    Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Semaphore changes = new Semaphore(0);
    private final ListCriterionProvider provider = new ListCriterionProvider(warnings::add);
    private Path file;

    @BeforeEach
    void start() {
        provider.onChange(changes::release);
        file = folder.resolve("list");
    }

    @AfterEach
    void stop() {
        provider.deactivate();
    }

    private Criterion list(String... values) throws RuleSyntaxException {
        return provider.parse("list", List.of(values));
    }

    private static Packet to(String address) throws RuleSyntaxException {
        Network one = NetworkText.alone(address).parse();
        return new PacketSketch().version(one.version()).destination(one.high(), one.low());
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void assertFault(String fault) {
        RuleSyntaxException thrown = assertThrows(RuleSyntaxException.class, () -> list(file.toString()));
        assertEquals("list=" + file + fault, thrown.getMessage());
    }

    @Test
    void shouldMatchWhatIsInOneOfTheFiles() throws RuleSyntaxException, IOException {
        write("# known bad\n\n  192.0.2.0/24 ; a network\n2001:db8::1# an address\r\n");
        Path other = Files.writeString(folder.resolve("other"), "198.51.100.7");
        Criterion both = list(file.toString(), other.toString());
        assertEquals(Match.YES, both.test(to("192.0.2.9")));
        assertEquals(Match.YES, both.test(to("2001:db8::1")));
        assertEquals(Match.YES, both.test(to("198.51.100.7")));
        assertEquals(Match.NO, both.test(to("198.51.100.8")));
        assertEquals(Match.UNKNOWN, both.test(new PacketSketch()));
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        assertFault(": no such file");
        write("192.0.2.1\n192.0.2.1/24\n");
        assertFault(": line 2: 192.0.2.1/24: bits are set behind the prefix; write 192.0.2.0/24 for the network, or 192.0.2.1 for the one address");
        write("example.org\n");
        assertFault(": line 1: example.org: no address, and names are not looked up; write an address such as 192.0.2.1, a network such as"
                + " 192.0.2.0/24");
        Files.write(file, new byte[] {'1', (byte) 0xff});
        assertFault(": is not UTF-8 text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertFault(": can be written by its group or by everybody; chmod go-w it");
        file = folder;
        assertFault(": is no file");
        file = Path.of("list");
        assertFault(": write the file's whole path, such as /etc/e7/blocked.txt");
    }

    @Test
    void shouldFollowAFileThatChanges() throws Exception {
        write("192.0.2.1\n");
        Criterion criterion = list(file.toString());
        write("192.0.2.2\n");
        assertTrue(changes.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(Match.NO, criterion.test(to("192.0.2.1")));
        assertEquals(Match.YES, criterion.test(to("192.0.2.2")));
    }

    @Test
    void shouldKeepWhatItReadWhileTheFileIsWrongOrGone() throws Exception {
        write("192.0.2.1\n");
        Criterion criterion = list(file.toString());
        write("192.0.2.2\nnonsense\n");
        awaitWarnings(1);
        Files.delete(file);
        awaitWarnings(2);
        assertTrue(warnings.get(0).contains("line 2"), warnings.toString());
        assertTrue(warnings.get(1).contains("no such file"), warnings.toString());
        assertEquals(Match.YES, criterion.test(to("192.0.2.1")));
        write("192.0.2.3\n");
        assertTrue(changes.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(Match.YES, criterion.test(to("192.0.2.3")));
        assertEquals(2, warnings.size(), warnings.toString());
    }

    private void awaitWarnings(int count) throws InterruptedException {
        for (int i = 0; i < WAIT_SECONDS * 20 && warnings.size() < count; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals(count, warnings.size(), warnings.toString());
    }
}
