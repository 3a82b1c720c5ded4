package e7.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void shouldTellThatDoubtfulOnesWereLeftOut() {
        Candidates candidates = new Candidates();
        candidates.begin(false);
        assertFalse(candidates.leftSomeOut());
        assertFalse(candidates.takesDoubtful());
        assertTrue(candidates.leftSomeOut());
        candidates.begin(true);
        assertTrue(candidates.takesDoubtful());
        assertFalse(candidates.leftSomeOut());
    }
}
