package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelpCommandTest {

    private final HelpCommand command = new HelpCommand(new FakePolicy());

    @Test
    void shouldListAllCommands() {
        String text = command.help();

        Topic.ALL.forEach(topic -> assertTrue(text.lines().anyMatch(line -> line.startsWith(topic.name() + " ")), topic.name()));
    }

    @Test
    void shouldHaveATopicForEveryCommand() {
        Set<String> known = new TreeSet<>();
        Topic.ALL.forEach(topic -> known.add(topic.name()));

        // Annotations of this kind are gone at run time, so the methods have to do: commands are public and give text.
        Stream.of(PolicyCommands.class, StatusCommands.class, TrafficCommands.class, TryCommand.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == String.class)
                .map(method -> method.getName().replace("_", ""))
                // Refused by this version, and so not offered.
                .filter(name -> !name.equals("ask"))
                .forEach(name -> assertTrue(known.contains(name), name));
    }

    @Test
    void shouldShowCriteriaWithCommandsThatTakeThem() {
        String text = command.help("allow");

        assertTrue(text.startsWith("allow [any|PROTOCOL] [PATH] [CRITERION...]"), text);
        assertTrue(text.contains("\n  allow tcp /usr/bin/nc\n"), text);
        assertTrue(text.endsWith("\n  user  who sends?[2J"), text);
        assertTrue(text.contains("\n  for=10m     the rule ends after so many s, m, h or d\n"), text);
        assertFalse(command.help("status").contains("criteria"));
        assertFalse(command.help("clear").contains("for=10m"));
        assertTrue(text.lines().skip(1).allMatch(line -> line.length() <= 110), text);
    }

    @Test
    void shouldShowTheFlagsWithSet() {
        assertTrue(command.help("set").endsWith("\n\nflags\n  mode    what it does as a whole\n  uptime  since it guards"));
    }

    @Test
    void shouldFailWithOneLineWhenTheWordIsNoWord() {
        assertThrows(CommandException.class, () -> command.help((String) null));
    }

    @Test
    void shouldKnowCommandsByTheirScopeToo() {
        assertEquals(command.help("flows"), command.help("e7:flows"));
    }

    @Test
    void shouldFailWithOneLineWhenThereIsNoSuchCommand() {
        CommandException fault = assertThrows(CommandException.class, () -> command.help("nope"));

        assertEquals("no help on 'nope'; help lists the commands", fault.toString());
    }
}
