package e7.api.rule;

/** Text that is not a rule, a criterion or a command. The message is one line for the administrator: what is wrong, and what would be right. */
public class RuleSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With one line for the administrator. */
    public RuleSyntaxException(String message) {
        super(message);
    }
}
