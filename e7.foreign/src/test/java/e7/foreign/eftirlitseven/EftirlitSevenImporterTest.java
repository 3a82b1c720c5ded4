package e7.foreign.eftirlitseven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.RulesImporter.ForeignRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EftirlitSevenImporterTest {

    @TempDir
    Path folder;

    private List<ForeignRule> read(String text) throws IOException {
        return new EftirlitSevenImporter().read(Files.writeString(folder.resolve("rules"), text)).rules();
    }

    private static String line(ForeignRule rule) {
        return rule.statements().stream().map(words -> String.join("|", words)).collect(Collectors.joining("; ")) + rule.remark();
    }

    @Test
    void shouldReadAWholeFile() throws IOException {
        String file =
                """
                # the office's machine
                clear
                allow udp /usr/lib/systemd/systemd-resolved
                allow any /usr/bin/wget   # any protocol
                allow /usr/lib/firefox/firefox
                block tcp /usr/bin/

                block 17
                set unkrule block
                set norule disabled
                query
                get mode
                enable
                quit
                allow any
                """;
        assertEquals(
                List.of(
                        "clear",
                        "allow|protocol=udp|path=/usr/lib/systemd/systemd-resolved",
                        "allow|path=/usr/bin/wget",
                        "allow|path=/usr/lib/firefox/firefox",
                        "block|protocol=tcp|path=/usr/bin/",
                        "block|protocol=udp",
                        "set|unkrule|block",
                        "set|norule|disabled",
                        "changes nothing",
                        "changes nothing",
                        "enable",
                        "ends EftirlitSeven's daemon",
                        "EftirlitSeven reads nothing behind quit"),
                read(file).stream().map(EftirlitSevenImporterTest::line).toList());
        assertEquals("line 4: allow any /usr/bin/wget   # any protocol", read(file).get(2).name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "allow > mode|disabled",
        "block > mode|block",
        "allow any > allow|any",
        "allow 6 /x > allow|protocol=tcp|path=/x",
        "allow 47 /x > allow|protocol=47|path=/x",
        "block 4294967295 /x/ > block|path=/x/",
        "allow tcp \"/opt/a b,c\" > allow|protocol=tcp|path=/opt/a b,,c",
        "clear allow > clear|allow",
        "clear 65280 > clear|block",
        "clear 17 > clear|protocol=udp",
        "clear any /x > clear|path=/x",
        "clear any > clear|any",
        "set mode 65283 > set|mode|enabled",
        "set unkproc 65281 > set|unkproc|allow",
        "bye > changes nothing",
        "allow nosuch /x > there is no protocol 'nosuch'",
        "allow 256 > there is no protocol '256'",
        "allow block /x > there is no protocol 'block'",
        "allow tcp x > 'x' has no meaning there",
        "allow /x tcp > 'tcp' has no meaning there",
        "allow tcp /x /y > '/y' has no meaning there",
        "clear pending > there is no protocol 'pending'",
        "set mode > set takes a flag and a value",
        "enable now > EftirlitSeven does not understand it either: enable now",
        "disable > EftirlitSeven does not understand it either: disable",
        "allow tcp \"/x > a double quote is not closed"
    })
    void shouldReadEachCommand(String command, String expected) throws IOException {
        assertEquals(List.of(expected), read(command + "\n").stream().map(EftirlitSevenImporterTest::line).toList());
    }

    @Test
    void shouldSeparateWordsAsTheDaemonDoes() throws IOException {
        assertEquals(List.of(), read("\n  \n#\n  # x\n"));
        assertEquals("allow|protocol=udp|path=/x", line(read("  allow   udp /x#y /z").get(0)));
        assertEquals("allow|protocol=udp|path=/x", line(read("allow udp\"/x\"").get(0)));
        assertEquals("EftirlitSeven does not understand it either: allow\tudp", line(read("allow\tudp /x".replace(" /x", "")).get(0)));
    }

    @Test
    void shouldLetALaterRuleTakeThePlaceOfAnOlderOne() throws IOException {
        List<String> lines = read("block tcp /x\nallow 6 /x\nallow tcp /x\nblock tcp /x/\nclear tcp /x\nblock tcp /x\nclear block\nallow tcp /x\n").stream()
                .map(EftirlitSevenImporterTest::line)
                .toList();
        assertEquals(
                List.of(
                        "block|protocol=tcp|path=/x",
                        "clear|protocol=tcp|path=/x; allow|protocol=tcp|path=/x",
                        "allow|protocol=tcp|path=/x",
                        "block|protocol=tcp|path=/x/",
                        "clear|protocol=tcp|path=/x",
                        "block|protocol=tcp|path=/x",
                        "clear|block",
                        "allow|protocol=tcp|path=/x"),
                lines);
    }

    @Test
    void shouldSayWhatForbids() throws IOException {
        List<Boolean> forbids = read("block udp\nblock nosuch\nset unkrule block\nblock\nclear block\nallow udp\n").stream()
                .map(ForeignRule::restricts)
                .toList();
        assertEquals(List.of(true, true, true, true, false, false), forbids);
    }

    @Test
    void shouldSayWhatCannotBeRead() throws IOException {
        Path none = folder.resolve("none");
        assertEquals("no such file: " + none, assertThrows(IOException.class, () -> new EftirlitSevenImporter().read(none)).getMessage());
        assertEquals("is no file: " + folder, assertThrows(IOException.class, () -> new EftirlitSevenImporter().read(folder)).getMessage());
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
        assertTrue(assertThrows(IOException.class, () -> new EftirlitSevenImporter().read(binary)).getMessage().endsWith(": is not UTF-8 text"));
    }
}
