package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal;
import e7.console.format.Moment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficCommandsTest {

    private final Gogo gogo = new Gogo().with(new TrafficCommands(new FakeJournal()), "flows", "top", "events");

    @AfterEach
    void close() {
        gogo.close();
    }

    @Test
    void shouldListTheFlowsOnceWhenThereIsNoTerminal() throws Exception {
        assertEquals(
                """
                FLOW  VERDICT  PROGRAM        PROTO  FROM            TO            BY      PACKETS  BYTES  IDLE s  BEGUN  PID   UID
                  12  drop     /usr/bin/curl  tcp    127.0.0.1:4000  127.0.0.1:80  rule 4        1     60       2  out     12  1000
                   3  accept   kernel         icmp   [::1]           [::1]         rule 0       20   1680       0  in       -     -""",
                gogo.run("flows"));
    }

    @Test
    void shouldMakeTablesOfBoundedLengthUnlessTold() throws Exception {
        Journal.Flow flow = new FakeJournal().flows().get(0);
        Journal many = new FakeJournal() {
            @Override
            public List<Flow> flows() {
                return Collections.nCopies(4096, flow);
            }
        };
        gogo.processor.addCommand("many", new TrafficCommands(many), "flows");
        List<String> lines = gogo.run("many:flows --once").toString().lines().toList();
        assertEquals(502, lines.size());
        assertEquals("... 3596 more; -n takes another number", lines.get(501));
        assertEquals(701, gogo.run("many:flows --once -n 700").toString().lines().count());
        assertEquals(4096, gogo.run("many:flows --json").toString().split("\\{").length - 1);
    }

    @Test
    void shouldListTrafficByProgram() throws Exception {
        assertEquals(
                """
                PACKETS  BYTES  ACCEPTED  REFUSED  WOULD REFUSE  PROGRAM
                     30   1800        25        5             3  /usr/bin/?[2Jcurl""",
                gogo.run("top -n 1 --once"));
    }

    @Test
    void shouldListTheLatestEvents() throws Exception {
        Clock here = Clock.systemDefaultZone();
        assertEquals(
                """
                TIME                 KIND  EVENT
                %s  drop  drop /tmp/?x
                %s  rule  rule 4 came"""
                        .formatted(Moment.local("2026-01-01T00:00:02Z", here), Moment.local("2026-01-01T00:00:03Z", here)),
                gogo.run("events -n 2"));
    }

    @Test
    void shouldListAsJson() throws Exception {
        assertTrue(gogo.run("flows --json").toString().startsWith("[{\"number\":12,\"process\":\"/usr/bin/curl\",\"pid\":12,\"uid\":1000,"));
        assertEquals(
                "[{\"process\":\"/usr/bin/\\u001b[2Jcurl\",\"packets\":30,\"bytes\":1800,\"accepted\":25,\"refused\":5,\"wouldRefuse\":3}]",
                gogo.run("top --json -n 1"));
        assertEquals(
                "[{\"number\":3,\"time\":\"2026-01-01T00:00:03Z\",\"kind\":\"rule\",\"text\":\"rule 4 came\"}]", gogo.run("events -n 1 --json"));
    }

    @Test
    void shouldNotFollowEventsPastAPipeOntoTheTerminal() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (Terminal terminal = new DumbTerminal(InputStream.nullInputStream(), screen)) {
            gogo.session.put(".terminal", terminal);

            assertThrows(CommandException.class, () -> gogo.run("events -f"));
        }

        assertEquals("", screen.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flows -n 0   | flows: -n takes a number from 1 on, not '0'",
                "top -d x     | top: -d takes a number from 1 on, not 'x'",
                "top x        | top does not take 'x'; see help top",
                "events -f    | events -f needs a terminal",
                "events --all | events does not take '--all'; see help events",
                "events -f --json | events takes -f or --json, not both",
            })
    void shouldFailWithOneLine(String typed, String complaint) {
        CommandException fault = assertThrows(CommandException.class, () -> gogo.run(typed));

        assertEquals(complaint, fault.toString());
    }
}
