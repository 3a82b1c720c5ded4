package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.foreign.opensnitch.SnitchRule.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {

    private static final Operator ANY = new Operator("simple", "true", "", false, List.of());

    private static SnitchRule rule(String word) {
        return new SnitchRule("", word.replace("!", ""), "always", true, word.endsWith("!"), ANY);
    }

    @ParameterizedTest
    @CsvSource({
        "allow allow, -1 -1",
        "deny allow deny, -1 -2 -1",
        "allow! deny allow, -1 -2 -3",
        "deny allow! allow, -1 -2 -2",
        "deny reject allow! deny! allow, -1 -2 -3 -4 -5",
        "allow allow!, -1 -1"
    })
    void shouldUseNoMorePrioritiesThanItTakes(String words, String priorities) {
        List<SnitchRule> rules = List.of(words.split(" ")).stream().map(PrecedenceTest::rule).toList();
        Precedence precedence = new Precedence(rules);
        assertEquals(priorities, String.join(" ", IntStream.range(0, rules.size()).mapToObj(i -> String.valueOf(precedence.of(i))).toList()));
    }

    /** OpenSnitch's loop over the rules by name. */
    private static String decisionThere(List<SnitchRule> rules, Set<Integer> matching) {
        String decision = "none";
        for (int i = 0; i < rules.size(); i++) {
            if (matching.contains(i)) {
                decision = rules.get(i).action();
                if (rules.get(i).denies() || rules.get(i).precedence()) {
                    return decision;
                }
            }
        }
        return decision;
    }

    @Test
    void shouldDecideAsOpenSnitchDoes() {
        Random random = new Random(7);
        String[] words = {"allow", "allow", "allow!", "deny", "deny!", "reject"};
        for (int round = 0; round < 20_000; round++) {
            List<SnitchRule> rules = new ArrayList<>();
            Set<Integer> matching = new HashSet<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                rules.add(rule(words[random.nextInt(words.length)]));
                if (random.nextBoolean()) {
                    matching.add(rules.size() - 1);
                }
            }
            Precedence precedence = new Precedence(rules);
            int highest = matching.stream().mapToInt(precedence::of).max().orElse(0);
            Set<String> here = new HashSet<>();
            matching.stream().filter(i -> precedence.of(i) == highest).forEach(i -> here.add(rules.get(i).action()));
            String there = decisionThere(rules, matching);
            assertEquals(there.equals("none") ? Set.of() : Set.of(there), here, () -> rules + " matching " + matching);
            assertTrue(IntStream.range(0, rules.size()).allMatch(i -> precedence.of(i) < 0));
        }
    }
}
