package e7.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    @Test
    void shouldGiveEachRankOnceInOrder() {
        Candidates candidates = new Candidates();
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            candidates.begin(false);
            TreeSet<Integer> expected = new TreeSet<>();
            for (int lists = random.nextInt(40); lists > 0; lists--) {
                int[] ranks = random.ints(random.nextInt(5), 0, 60).sorted().distinct().toArray();
                candidates.add(ranks);
                for (int rank : ranks) {
                    expected.add(rank);
                }
                int single = random.nextInt(60);
                candidates.add(single);
                expected.add(single);
            }
            // Now and then the reader stops half-way, as when a rule has won.
            int read = random.nextBoolean() ? expected.size() : random.nextInt(expected.size() + 1);
            for (int i = 0; i < read; i++) {
                assertEquals(expected.pollFirst(), candidates.next());
            }
            if (expected.isEmpty()) {
                assertEquals(-1, candidates.next());
            }
        }
    }

    @Test
    void shouldKeepDoubtfulOnesApartUnlessToldOtherwise() {
        Candidates candidates = new Candidates();
        candidates.begin(false);
        findSome(candidates);
        assertEquals(List.of(1, 4), rest(candidates));
        assertTrue(candidates.readDoubtful());
        assertEquals(List.of(0, 2), rest(candidates));
        candidates.begin(true);
        findSome(candidates);
        assertEquals(List.of(0, 1, 2, 4), rest(candidates));
        assertFalse(candidates.readDoubtful());
    }

    private static void findSome(Candidates candidates) {
        candidates.add(4);
        Merge outer = candidates.beginDoubt();
        candidates.add(2);
        Merge inner = candidates.beginDoubt();
        candidates.add(0);
        candidates.endDoubt(inner);
        candidates.add(2);
        candidates.endDoubt(outer);
        candidates.add(1);
    }

    private static List<Integer> rest(Candidates candidates) {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = candidates.next(); rank >= 0; rank = candidates.next()) {
            ranks.add(rank);
        }
        return ranks;
    }
}
