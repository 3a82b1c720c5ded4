package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.console.command.CommandException;
import e7.console.command.Gogo;
import e7.console.command.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommandTest {

    @TempDir
    private Path folder;

    private final Gogo gogo = new Gogo().with(new SourceCommand(), "source").with(new Say(), "say");

    /** Says its word. */
    public static final class Say {

        public String say(String word) {
            return word;
        }
    }

    @AfterEach
    void close() {
        gogo.close();
    }

    @Test
    void shouldSayWhatEveryStatementSays() throws Exception {
        Path file = Files.writeString(folder.resolve("a b"), "# first\nsay one\n\nsay two; say three\n");

        gogo.run("source '" + file + "'");

        assertEquals("one\ntwo\nthree\n", gogo.printed());
    }

    @Test
    void shouldRunAFileAsAScript() throws Exception {
        Path file = Files.writeString(folder.resolve("script"), "kind");

        gogo.with(new Kind(), "kind").run("kind; source '" + file + "'; kind");

        assertEquals("script\n", gogo.printed());
        assertEquals("typed", gogo.run("kind"));
    }

    /** Says what the commands of its session come from. */
    public static final class Kind {

        public String kind(CommandSession session) {
            return Sessions.script(session, false) && Sessions.script(session, true) == false ? "script" : "typed";
        }
    }

    @Test
    void shouldFailWithOneLine() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});

        assertComplaint("no such file: " + folder + "/none", "source " + folder + "/none");
        assertComplaint(binary + ": is not UTF-8 text", "source " + binary);
        assertComplaint("source takes a file of commands", "source");
        assertComplaint("source takes a file of commands", "source $unset");
    }

    private void assertComplaint(String line, String typed) {
        assertEquals(line, assertThrows(CommandException.class, () -> gogo.run(typed)).getMessage());
    }
}
