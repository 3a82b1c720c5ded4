package e7.console.command;

import e7.api.engine.Journal;
import e7.api.packet.PacketSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two flows, two programs, three events. */
public class FakeJournal implements Journal {

    public final List<Event> events = new ArrayList<>(List.of(
            new Event(1, "2026-01-01T00:00:01Z", "hook", "guarding"),
            new Event(2, "2026-01-01T00:00:02Z", "drop", "drop /tmp/\nx"),
            new Event(3, "2026-01-01T00:00:03Z", "rule", "rule 4 came")));

    @Override
    public List<Flow> flows() {
        return List.of(
                new Flow(12, "/usr/bin/curl", 12, 1000, "tcp", "127.0.0.1:4000", "127.0.0.1:80", "out", "drop", "rule 4", 1, 60, 2_999),
                new Flow(3, "kernel", -1, -1, "icmp", "[::1]", "[::1]", "in", "accept", "rule 0", 20, 1680, 0));
    }

    @Override
    public Optional<PacketSketch> packet(long flow) {
        return flow == 12 ? Optional.of(new PacketSketch().protocol(6).destinationPort(80)) : Optional.empty();
    }

    @Override
    public List<Traffic> top() {
        return List.of(new Traffic("/usr/bin/\033[2Jcurl", 30, 1800, 25, 5, 3), new Traffic("kernel", 2, 80, 2, 0, 0));
    }

    @Override
    public List<Event> events(long after) {
        return events.stream().filter(event -> event.number() > after).toList();
    }
}
