package e7.console.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;

/** The real interpreter of Gogo, without a framework around it. */
public final class Gogo implements AutoCloseable {

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    public final CommandProcessorImpl processor;
    public final CommandSession session;

    public Gogo() {
        streams.start();
        processor = new CommandProcessorImpl(streams);
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out);
        session.put("SCOPE", "e7:gogo:*");
        session.put(CommandSession.OPTION_NO_GLOB, true);
    }

    /** Adds methods of an object as commands of scope e7. */
    public Gogo with(Object commands, String... functions) {
        List.of(functions).forEach(function -> processor.addCommand("e7", commands, function));
        return this;
    }

    /** What the last statement gives back. */
    public Object run(String text) throws Exception {
        return session.execute(text);
    }

    public String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        session.close();
        processor.stop();
        streams.stop();
    }
}
