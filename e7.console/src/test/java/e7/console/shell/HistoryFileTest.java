package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    /** Made private by JUnit. */
    @TempDir
    private Path home;

    @Test
    void shouldBeInTheHomeFolder() {
        assertEquals(Optional.of(home.resolve(".e7_history")), HistoryFile.find(Map.of("HOME", home.toString())));
    }

    @Test
    void shouldBeWhereTheVariableSaysOrNowhereWhenItIsEmpty() {
        Path chosen = home.resolve("h");

        assertEquals(Optional.of(chosen), HistoryFile.find(Map.of("HOME", "/", "E7_HISTORY", chosen.toString())));
        assertEquals(Optional.empty(), HistoryFile.find(Map.of("HOME", home.toString(), "E7_HISTORY", "")));
    }

    @Test
    void shouldBeNowhereWhenThereIsNoHome() {
        assertEquals(Optional.empty(), HistoryFile.find(Map.of()));
        assertEquals(Optional.empty(), HistoryFile.find(Map.of("HOME", home.resolve("missing").toString())));
        assertEquals(Optional.empty(), HistoryFile.find(Map.of("HOME", "relative")));
    }

    @Test
    void shouldBeNowhereWhenOthersMayWriteThere() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertEquals(Optional.empty(), HistoryFile.find(Map.of("HOME", home.toString())));
    }

    @Test
    void shouldNotFollowALink() throws IOException {
        Files.createSymbolicLink(home.resolve(".e7_history"), home.resolve("elsewhere"));

        assertEquals(Optional.empty(), HistoryFile.find(Map.of("HOME", home.toString())));
    }
}
