package e7.api.engine;

import e7.api.rule.RuleSyntaxException;

/** A list of statements that was refused. */
public class PolicyException extends RuleSyntaxException {

    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * With the place and one line for the administrator.
     *
     * @param index which statement, counted from 0
     */
    public PolicyException(int index, String message) {
        super(message);
        this.index = index;
    }

    /** Which statement is wrong, counted from 0. */
    public int index() {
        return index;
    }
}
