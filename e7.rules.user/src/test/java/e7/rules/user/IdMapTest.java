package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdMapTest {

    @TempDir
    private Path folder;

    private IdMap map(String text) throws IOException {
        return IdMap.read(Files.writeString(folder.resolve("uid_map"), text));
    }

    @Test
    void shouldHaveAllNumbersOnAHost() throws IOException {
        IdMap host = map("         0          0 4294967295\n");

        assertTrue(host.has(0) && host.has(AccountNumbers.HIGHEST));
        assertTrue(IdMap.WHOLE.has(0) && IdMap.WHOLE.has(AccountNumbers.HIGHEST));
    }

    @Test
    void shouldHaveTheNumbersThatAreMapped() throws IOException {
        IdMap map = map("         0       1000          1\n         1     100000      65536\n");

        assertTrue(map.has(0) && map.has(1) && map.has(65536));
        assertFalse(map.has(65537));
        assertEquals("0,1-65536", map.toString());
        assertFalse(map("0 65534 1\n").has(65534));
    }

    @Test
    void shouldTakeAllForMappedWhereItCannotBeTold() throws IOException {
        assertTrue(map("").has(5));
        assertTrue(map("x\n").has(5));
        assertTrue(IdMap.read(folder.resolve("absent")).has(5));
    }
}
