package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandWordsTest {

    private final FakePolicy policy = new FakePolicy();
    private final CommandWords words = new CommandWords(policy, new FakeCaches());

    @Test
    void shouldAskThePolicyAboutItsCommands() {
        policy.offered = List.of("user=alice", "user=albert", "other");

        assertEquals(List.of("user=alice", "user=albert"), words.after(List.of("allow", "tcp"), "user=al"));
        assertEquals(List.of("user=alice", "user=albert", "other"), words.after(List.of("e7:block"), ""));
        assertEquals(List.of("allow tcp user=al", "block "), policy.told);
    }

    @Test
    void shouldQuoteTheWordsBefore() {
        words.after(List.of("allow", "name=a b"), "us");

        assertEquals(List.of("allow \"name=a b\" us"), policy.told);
    }

    @Test
    void shouldOfferTheRulesThatCanBeCleared() {
        policy.offered = List.of("tcp");

        assertEquals(List.of("all", "1", "4", "tcp"), words.after(List.of("clear"), ""));
        assertEquals(List.of("tcp"), words.after(List.of("clear", "1"), ""));
    }

    @Test
    void shouldLeadThroughTheWordsOfCache() {
        assertEquals(List.of("list", "stats", "use", "--json"), words.after(List.of("cache"), ""));
        assertEquals(List.of("process", "verdict"), words.after(List.of("cache", "use"), ""));
        assertEquals(List.of("array-slot"), words.after(List.of("cache", "use", "process"), "a"));
        assertEquals(List.of(), words.after(List.of("cache", "use", "process", "array-slot"), ""));
        assertEquals(List.of("--json"), words.after(List.of("cache", "stats"), ""));
    }

    @Test
    void shouldOfferOptionsThatAreNotThereYet() {
        assertEquals(List.of("--json", "--once", "-n", "-d"), words.after(List.of("flows"), ""));
        assertEquals(List.of("--once"), words.after(List.of("top", "--json"), "--"));
        assertEquals(List.of("--json"), words.after(List.of("rules"), "-"));
        assertEquals(List.of(), words.after(List.of("exit"), ""));
    }

    @Test
    void shouldOfferCommandsToHelp() {
        assertEquals(List.of("explain", "enable", "events", "exit"), words.after(List.of("help"), "e"));
        assertEquals(List.of(), words.after(List.of("help", "exit"), ""));
        assertTrue(words.commands().containsKey("help"));
    }

    @Test
    void shouldOfferProgramsAndThenFilesToTry(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("file"));
        Files.createDirectory(folder.resolve("fold"));
        String typed = folder + "/f";

        assertTrue(words.after(List.of("try"), "s").contains("sh"));
        assertEquals(List.of(typed + "ile", typed + "old/"), words.after(List.of("try"), typed));
        assertEquals(List.of(typed + "ile", typed + "old/"), words.after(List.of("try", "cat"), typed));
        assertEquals(List.of(), words.after(List.of("try", "cat"), folder + "/missing/"));
    }

    @Test
    void shouldOfferPathsInRules(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("file"));
        String typed = folder + "/f";

        assertEquals(List.of(typed + "ile"), words.after(List.of("allow", "tcp"), typed));
        assertEquals(List.of("path!=/x," + typed + "ile"), words.after(List.of("block"), "path!=/x," + typed));
        assertEquals(List.of(), words.after(List.of("block"), "user=" + typed));
        assertEquals(List.of(), words.after(List.of("set"), typed));
    }
}
