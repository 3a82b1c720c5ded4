package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    @TempDir
    Path folder;

    private final Children children = new Children();

    @AfterEach
    void end() throws Exception {
        children.close();
    }

    @Test
    void shouldPutBlanksBetweenArguments() throws Exception {
        Path bash = Children.bash(folder.resolve("one"));
        int pid = children.startPrinting(bash.toString(), "-c", "echo $$; read; :", "a", "", "b c");
        assertEquals(bash + " -c echo $$; read; : a  b c", CommandLine.of(Children.key(pid)));
    }

    @Test
    void shouldBeUnknownWhenThereIsNothingOrNoText() {
        assertNull(CommandLine.parse(new byte[0]));
        assertNull(CommandLine.parse(new byte[10]));
        assertNull(CommandLine.parse(new byte[] {'a', 0, (byte) 0xff, 0}));
        assertEquals("grün", CommandLine.parse("grün\0".getBytes(StandardCharsets.UTF_8)));
    }

    /** Nothing is hidden behind the end of what is read. */
    @Test
    void shouldBeUnknownWhenItIsVeryLong() throws Exception {
        Path bash = Children.bash(folder.resolve("one"));
        int pid = children.startPrinting(bash.toString(), "-c", "echo $$; read; :", "a".repeat(CommandLine.LONGEST));
        assertThrows(IOException.class, () -> CommandLine.of(Children.key(pid)));
    }

    /** The documented limit: what a process writes over its arguments is what is read. */
    @Test
    void shouldReadWhatTheProcessHasMadeOfIt() throws Exception {
        Path bash = Children.bash(folder.resolve("one"));
        int pid = children.startPrinting("/bin/bash", "-c", "exec -a 'backup --nightly' " + bash + " -c 'echo $$; read; :'");
        assertEquals("backup --nightly -c echo $$; read; :", CommandLine.of(Children.key(pid)));
    }
}
