package e7.kernel.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules in the order in which they were made, found also by their criteria. What a list holds never changes, yet one that has a rule more is
 * made in an instant: the two share one store, into which the longer list writes behind the end of the shorter. A list that is not the longest
 * of its store any more copies it.
 *
 * <p>Lists of one store are not for several threads at once.
 */
final class RuleList {

    /** What lists share: rules, and by their criteria the places where rules of just those stand, once somebody has asked. */
    private static final class Store {
        private final List<Rule> rules;
        private Map<Set<CriterionText>, List<Integer>> places;

        Store(List<Rule> rules) {
            this.rules = new ArrayList<>(rules);
        }

        void add(Rule rule) {
            rules.add(rule);
            if (places != null) {
                note(rules.size() - 1);
            }
        }

        private void note(int place) {
            places.computeIfAbsent(Set.copyOf(rules.get(place).text().criteria()), absent -> new ArrayList<>(1)).add(place);
        }

        List<Integer> placesOf(Set<CriterionText> criteria) {
            if (places == null) {
                places = new HashMap<>();
                for (int i = 0; i < rules.size(); i++) {
                    note(i);
                }
            }
            return places.getOrDefault(criteria, List.of());
        }
    }

    private final Store store;
    private final int size;

    private RuleList(Store store) {
        this.store = store;
        this.size = store.rules.size();
    }

    static RuleList of(List<Rule> rules) {
        return new RuleList(new Store(rules));
    }

    /** This list with a rule more at its end. */
    RuleList plus(Rule rule) {
        Store longer = store.rules.size() == size ? store : new Store(all());
        longer.add(rule);
        return new RuleList(longer);
    }

    private List<Rule> all() {
        return store.rules.subList(0, size);
    }

    Stream<Rule> stream() {
        return all().stream();
    }

    int size() {
        return size;
    }

    /** Those that have just these criteria, in whatever order. */
    Stream<Rule> of(RuleText text) {
        return store.placesOf(Set.copyOf(text.criteria())).stream().filter(place -> place < size).map(store.rules::get);
    }
}
