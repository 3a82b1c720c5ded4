package e7.api.rule;

import e7.api.packet.PacketSketch;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes criteria out of rules' text. Registered as a service with the property {@value #CRITERION}: the names it answers to. */
@ConsumerType
public interface CriterionProvider {

    /** Service property: the names of the criteria, one string or several, lower-case. */
    String CRITERION = "e7.criterion";

    /**
     * Makes the criterion of one {@code NAME=VALUE,VALUE...}. Negation is the engine's matter.
     *
     * @param name one of the names in the service property
     * @param values at least one, none empty
     * @throws RuleSyntaxException if a value is not understood; the message names the value and says what is expected
     */
    Criterion parse(String name, List<String> values) throws RuleSyntaxException;

    /**
     * Values that begin with {@code prefix}, for completion in the shell. At most about a hundred.
     */
    default List<String> complete(String name, String prefix) {
        return List.of();
    }

    /**
     * Gives a sketched packet the property that {@code name=value} names, so that {@code explain} can ask the rules about it.
     *
     * @param value one value, such as {@code 53} for {@code dport}
     * @throws RuleSyntaxException if the value is not understood, or names more than one packet can have (a range, a network)
     */
    default void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        throw new RuleSyntaxException("explain cannot take " + name + "=: its plugin does not say how");
    }

    /**
     * Takes what is to be run whenever remembered answers of this provider's criteria no longer hold for another reason than that
     * {@linkplain Criterion#validUntil time has passed}, such as a file that has been read again. Called once, before any other method. The rules
     * stay as they are made; verdicts that the engine remembers are forgotten within milliseconds.
     *
     * @param changed run it once the criteria answer anew; it returns at once, from any thread, also while this provider is being asked
     */
    default void onChange(Runnable changed) {
        // Most criteria answer by the packet alone.
    }

    /** One line for {@code help}: what the criterion tests, and what its values look like. */
    String describe(String name);
}
