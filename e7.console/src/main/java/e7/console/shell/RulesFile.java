package e7.console.shell;

import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.console.command.CommandException;
import e7.console.command.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Applies a file of policy commands as one change, or none of it. */
final class RulesFile {

    private static final String SCOPE = "e7:";

    private final Path file;

    RulesFile(Path file) {
        this.file = file;
    }

    /** @throws LaunchFailure with {@code FILE:LINE: fault} for the first line that is wrong; nothing has been changed then */
    void applyTo(Policy policy) throws LaunchFailure {
        try {
            policy.apply(statements());
        } catch (PolicyException e) {
            throw new LaunchFailure(LaunchFailure.BAD_INPUT, file + ":" + (e.index() + 1) + ": " + e.getMessage());
        }
    }

    /** One statement a line, so that a statement's index tells its line; with or without the scope that the shell would want. */
    private List<String> statements() throws LaunchFailure {
        List<String> statements = new ArrayList<>();
        for (String line : lines()) {
            String statement = line.strip();
            statements.add(statement.startsWith(SCOPE) ? statement.substring(SCOPE.length()) : statement);
        }
        return statements;
    }

    private List<String> lines() throws LaunchFailure {
        try {
            return new TextFile(file).lines();
        } catch (CommandException e) {
            throw new LaunchFailure(LaunchFailure.BAD_INPUT, e.getMessage());
        }
    }
    }
