package e7.api.engine;

import e7.api.packet.Packet;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rules, mode and flags: everything that decides about packets. Its text form is the commands of a rules file:
 *
 * <pre>
 * allow|block|reject|ask [criterion...] [option...]     e.g. allow protocol=udp dport=53 path=/usr/bin/dig
 * allow|block|reject|ask PROTOCOL|any [PATH]            short form
 * clear | clear all                                     removes all rules
 * clear PROTOCOL|any [PATH] | clear CRITERION...        removes the rules of exactly these criteria
 * clear ID | clear name=TEXT                            removes that rule
 * clear allow|block|reject|ask                          removes the rules of that action
 * set FLAG VALUE,  mode MODE,  enable,  disable
 * </pre>
 *
 * <p>Words are separated by blanks; a word in double quotes may contain blanks; {@code #} begins a comment at the start of a word.
 * Values are separated by commas; two commas stand for one inside a value.
 */
@ProviderType
public interface Policy {

    /**
     * Applies all statements, in order, as one change, or none of them.
     *
     * @param statements one command each, without the scope; blank ones and comments do nothing
     * @return for each statement one line that says what it did, or the empty string
     * @throws PolicyException for the first statement that is wrong; nothing has been changed then
     */
    List<String> apply(List<String> statements) throws PolicyException;

    /**
     * Says which statements would be refused, were they applied in order and each that is wrong passed over. Changes nothing.
     *
     * @return for each statement one line that says what is wrong with it, or the empty string
     */
    List<String> check(List<String> statements);

    /** The rules in the order in which they win, the built-in one included. */
    List<RuleInfo> rules();

    /** Rules that can never win, and pairs of rules that contradict each other; a thousand at most. May take seconds where there are very many rules. */
    List<RuleFinding> review();

    /** The flags, in a fixed order. */
    List<FlagInfo> flags();

    /**
     * Says which rule would win for a packet, and why.
     *
     * @param question what is known of the packet, as criteria: {@code protocol=udp dport=53 path=/usr/bin/dig user=alice}, or the short form
     * @throws RuleSyntaxException if the question is not understood
     */
    Explanation explain(String question) throws RuleSyntaxException;

    /** Says which rule would win for a packet, and why. */
    Explanation explain(Packet packet) throws RuleSyntaxException;

    /** The words that may follow, for completion. */
    List<String> complete(String statementSoFar);

    /** One line for each criterion that is present: its name and what it tests. */
    List<String> criteria();
}
