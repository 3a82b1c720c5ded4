package e7.kernel.rule;

import e7.api.rule.Action;

/**
 * What is done where rules do not decide: the flags that {@link RuleSet} needs.
 *
 * @param fail for a packet that a missing or failing part should have judged
 * @param unknownProcess where the answer hangs on a process that could not be named
 * @param unknownProtocol where it hangs on headers that could not be read
 * @param unknownRule where no rule matches
 */
public record Defaults(Action fail, Action unknownProcess, Action unknownProtocol, Action unknownRule) {}
