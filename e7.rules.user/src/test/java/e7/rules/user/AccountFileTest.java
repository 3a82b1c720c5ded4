package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountFileTest {

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void setUp() {
        path = folder.resolve("passwd");
    }

    @Test
    void shouldReadNameAndNumberWhenLinesAreThoseOfPasswd() throws IOException {
        Files.writeString(path, "root:x:0:0:root:/root:/bin/bash\nalice:x:1000:1001:Alice,,,:/home/alice:/bin/sh\n");
        assertEquals(Map.of("root", 0L, "alice", 1000L), new AccountFile(path).read());
    }

    @Test
    void shouldReadNameAndNumberWhenLinesAreThoseOfGroup() throws IOException {
        Files.writeString(path, "wheel:x:10:alice,bob\nempty::11:\n");
        assertEquals(Map.of("wheel", 10L, "empty", 11L), new AccountFile(path).read());
    }

    @Test
    void shouldReadLastLineWhenItHasNoNewline() throws IOException {
        Files.writeString(path, "alice:x:1000:1000");
        assertEquals(Map.of("alice", 1000L), new AccountFile(path).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "alice", "alice:x", ":x:7:", "alice:x::", "alice:x:abc:", "alice:x:-1:", "alice:x:4294967295:", "alice:x:99999999999999999999:",
        "#alice:x:7:", "+alice:x:7:", "-alice:x:7:", "+::::::", "alice:x: 7:"
    })
    void shouldPassOverLineWhenItIsNoAccount(String line) throws IOException {
        Files.writeString(path, line + "\nbob:x:8:\n");
        assertEquals(Map.of("bob", 8L), new AccountFile(path).read());
    }

    @Test
    void shouldTakeFirstWhenNameIsThereTwice() throws IOException {
        Files.writeString(path, "alice:x:1:\nalice:x:2:\n");
        assertEquals(Map.of("alice", 1L), new AccountFile(path).read());
    }

    @Test
    void shouldReadOtherAccountsWhenFullNameIsNotUtf8() throws IOException {
        Files.write(path, "bob:x:8:8:B\u00f6b:/:/bin/sh\nalice:x:7:".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Map.of("bob", 8L, "alice", 7L), new AccountFile(path).read());
    }

    @Test
    void shouldThrowWhenFileIsAbsent() {
        assertThrows(NoSuchFileException.class, () -> new AccountFile(path).read());
    }
}
