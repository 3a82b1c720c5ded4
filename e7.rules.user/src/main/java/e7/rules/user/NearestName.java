package e7.rules.user;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that was probably meant: the one with the fewest letters inserted, left out, replaced or swapped with the next. */
final class NearestName {

    private static final int MOST_EDITS = 2;

    private NearestName() {}

    /** The nearest name, the first of those equally near; empty if all differ by more than two letters, or by half of the typed name's. */
    static Optional<String> of(String typed, Collection<String> names) {
        int fewest = Math.min(MOST_EDITS, typed.length() / 2) + 1;
        String nearest = null;
        for (String name : names) {
            // The difference in length is a lower bound, and spares the work for most names.
            if (Math.abs(name.length() - typed.length()) < fewest) {
                int edits = edits(typed, name);
                if (edits < fewest) {
                    fewest = edits;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Optimal string alignment distance, over three rows of its table. */
    private static int edits(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], older[j - 2] + 1);
                }
            }
            int[] free = older;
            older = previous;
            previous = current;
            current = free;
        }
        return previous[b.length()];
    }
}
