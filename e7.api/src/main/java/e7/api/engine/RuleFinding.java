package e7.api.engine;

/**
 * Something about a rule that whoever made it can hardly have meant.
 *
 * @param rule its number
 * @param other the number of the rule that it comes of
 * @param text one line
 */
public record RuleFinding(long rule, long other, String text) {}
