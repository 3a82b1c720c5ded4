package e7.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {

    @Test
    void shouldFindWhatIsThereAndNothingElse() {
        Random random = new Random(3);
        for (int size = 0; size < 300; size++) {
            Map<Long, Integer> values = new HashMap<>();
            for (int i = 0; i < size; i++) {
                // Some close together, some anywhere, 0 and -1 among them.
                values.put(random.nextBoolean() ? random.nextLong() : random.nextInt(400) - 1L, random.nextInt() | 1);
            }
            LongTable table = new LongTable(values);
            values.forEach((number, value) -> assertEquals(value, table.get(number)));
            for (long number = -2; number < 402; number++) {
                assertEquals(values.getOrDefault(number, LongTable.NONE), table.get(number));
            }
        }
    }
}
