package e7.identity.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test runs beside itself and talks to by lines; it ends when it is closed. */
public final class Child implements AutoCloseable {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    /** Runs a program; errors come with the output. */
    public static Child run(String... command) {
        try {
            return new Child(new ProcessBuilder(List.of(command)).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a Python script; the test is skipped where there is no Python. */
    public static Child python(String script, String... arguments) {
        needsPython();
        String[] command = new String[3 + arguments.length];
        command[0] = PYTHON.toString();
        command[1] = "-c";
        command[2] = script;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return run(command);
    }

    /** Skips the test where there is no Python that every user may run. */
    public static void needsPython() {
        assumeTrue(Files.isExecutable(PYTHON), "needs " + PYTHON);
    }

    /** Skips the test where the program is missing. */
    public static void needs(String program) {
        assumeTrue(Files.isExecutable(Path.of(program)), "needs " + program);
    }

    /** Skips the test unless it runs as root. */
    public static void needsRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    }

    /** The number that comes on the next line. */
    public long number() {
        String line = line();
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new AssertionError("child said: " + line + " " + output.lines().toList(), e);
        }
    }

    /** The next line; waits for it. */
    public String line() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says a line to the child. */
    public void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes());
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int pid() {
        return (int) process.pid();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
