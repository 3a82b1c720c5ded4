package e7.api.engine;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The whole policy as the text of a rules file, and where it is kept for later runs. A text is a list of lines as {@link Policy#apply} reads
 * them; what it does not say is as in the beginning.
 */
@ProviderType
public interface SavedRules {

    /** The file in which the policy is kept, absolute; the empty string if it lasts as long as the run. */
    String file();

    /** The policy in force. */
    List<String> text();

    /**
     * Puts another policy in the place of the present one, as one change. Rules that stand in both stay as they are, hits included; rules with
     * {@code until=restart} stay as well.
     *
     * @throws PolicyException for the first line that is wrong; nothing has been changed then
     */
    void replace(List<String> lines) throws PolicyException;

    /** The policies that have been in force and are kept, the present one first. Empty if the policy is not kept. */
    List<Version> versions();

    /**
     * An earlier policy.
     *
     * @param number of a version
     * @throws PolicyException if no such version is kept
     */
    List<String> version(long number) throws PolicyException;

    /**
     * A policy that has been in force.
     *
     * @param number rises by one with each change
     * @param since when it took effect, to the second
     * @param rules how many rules it has
     */
    record Version(long number, Instant since, long rules) {}
}
