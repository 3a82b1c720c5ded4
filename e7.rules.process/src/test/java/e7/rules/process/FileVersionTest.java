package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileVersionTest {

    @TempDir
    Path folder;

    /** The first column is makedev(3) of the others. */
    @ParameterizedTest
    @CsvSource({"2049, 8, 1", "66309, 259, 5", "75, 0, 75", "1048831, 0, 511", "81985529216486895, 19090381, 1450744559"})
    void shouldTakeTheCLibrarysDeviceApart(long dev, long major, long minor) {
        assertEquals(major << 32 | minor, FileVersion.device(dev));
    }

    @Test
    void shouldSeeAChangeThoughSizeAndTimeOfContentAreAsBefore() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "one");
        FileTime time = Files.getLastModifiedTime(file);
        FileVersion before = FileVersion.of(file);
        Thread.sleep(50);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);

        FileVersion after = FileVersion.of(file);

        assertEquals(before.modified(), after.modified());
        assertNotEquals(before, after);
        assertTrue(before.isSameFile(after));
    }
}
