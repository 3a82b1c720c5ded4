package e7.api.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads rules that were written for another program, and says them as statements of {@link Policy}. A service of a plugin.
 *
 * <p>What a statement says must not let anything pass that the other program would not have let pass: a rule that cannot be said is left out.
 *
 * <p>Threading: any thread. Reading changes nothing.
 */
@ConsumerType
public interface RulesImporter {

    /** The one word that people choose it by, such as {@code opensnitch}. */
    String format();

    /**
     * Reads what is there.
     *
     * @param path a file or a folder, as the format has it
     * @throws IOException if there is nothing that could be read; its message is one line that names the path and the fault
     */
    Imported read(Path path) throws IOException;

    /**
     * What was read.
     *
     * @param rules in the order in which their statements have to be applied, those that were left out included
     * @param notes what holds for all of them, one line each
     */
    record Imported(List<ForeignRule> rules, List<String> notes) {
        /** Copies the lists. */
        public Imported {
            rules = List.copyOf(rules);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One rule of the other program, or one command.
     *
     * @param name what it is called there, not empty; may be any text
     * @param statements the words of each statement, the command first, none quoted; empty if it was left out
     * @param inForce whether it was in force there; the statements of one that was not say what it would be, and are not applied
     * @param restricts whether it forbids something, so that leaving it out lets more pass
     * @param remark one line on what was not carried over and why, or the empty string
     */
    record ForeignRule(String name, List<List<String>> statements, boolean inForce, boolean restricts, String remark) {
        /** Copies the lists. */
        public ForeignRule {
            statements = statements.stream().map(List::copyOf).toList();
        }
    }
}
