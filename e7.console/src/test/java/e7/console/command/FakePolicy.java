package e7.console.command;

import e7.api.engine.Explanation;
import e7.api.engine.FlagInfo;
import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.engine.RuleFinding;
import e7.api.packet.Packet;
import e7.api.rule.Action;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told, refuses what contains {@code bad}, and shows two rules and two flags. */
public final class FakePolicy implements Policy {

    /** 03:04:05 by the clock of this host. */
    private static final String LAST_HIT =
            LocalDateTime.of(2026, 1, 2, 3, 4, 5).atZone(ZoneId.systemDefault()).toInstant().toString();

    private static final Explanation EXPLANATION = new Explanation(
            Action.BLOCK, "rule 4 wins", List.of(new Explanation.Candidate(4, "block user=alice", "wins", "it is the only one")));

    public final List<String> told = new ArrayList<>();
    public List<String> offered = List.of();
    public int changes;

    @Override
    public List<String> apply(List<String> statements) throws PolicyException {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).contains("bad")) {
                throw new PolicyException(i, "no criterion 'bad'");
            }
        }
        told.addAll(statements);
        changes++;
        return statements.stream().map(statement -> "did " + statement).toList();
    }

    @Override
    public List<String> check(List<String> statements) {
        return statements.stream().map(statement -> statement.contains("bad") ? "no criterion 'bad'" : "").toList();
    }

    @Override
    public List<RuleInfo> rules() {
        return List.of(
                new RuleInfo(4, "block user=alice", Action.BLOCK, List.of("user=alice"), "", 0, "no criterion 'user'", false, "", 0, ""),
                new RuleInfo(1, "allow", Action.ALLOW, List.of(), "", 0, "", false, "until restart", 12, LAST_HIT),
                new RuleInfo(0, "allow path=kernel", Action.ALLOW, List.of("path=kernel"), "kernel", 0, "", true, "", 345, ""));
    }

    @Override
    public List<RuleFinding> review() {
        return List.of(new RuleFinding(4, 1, "rule 4 can never win"));
    }

    @Override
    public List<FlagInfo> flags() {
        return List.of(
                new FlagInfo("mode", "enabled", List.of("enabled", "block"), false, "what it does as a whole"),
                new FlagInfo("uptime", "7 s", List.of(), true, "since it guards"));
    }

    @Override
    public Explanation explain(String question) throws RuleSyntaxException {
        if (question.contains("bad")) {
            throw new RuleSyntaxException("no criterion 'bad'");
        }
        told.add(question);
        return EXPLANATION;
    }

    @Override
    public Explanation explain(Packet packet) {
        told.add("packet to port " + packet.destinationPort());
        return EXPLANATION;
    }

    @Override
    public List<String> complete(String statementSoFar) {
        told.add(statementSoFar);
        return offered;
    }

    @Override
    public List<String> criteria() {
        return List.of("user  who sends\033[2J");
    }
}
