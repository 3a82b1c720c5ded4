package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.rule.Match;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNumbersTest {

    @ParameterizedTest
    @CsvSource({"0, YES", "7, YES", "4294967294, YES", "1, NO", "4294967293, NO", "-1, UNKNOWN"})
    void shouldAnswerYesNoOrUnknownWhenAsked(long number, Match expected) {
        assertEquals(expected, new AccountNumbers(LongStream.of(4_294_967_294L, 7, 0)).match(number));
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 99", "10, 91", "11, 90", "1000, 90"})
    void shouldBeLessSpecificWhenListIsLonger(int size, int expected) {
        assertEquals(expected, new AccountNumbers(LongStream.range(0, size)).specificity());
    }

    @Test
    void shouldShowEachNumberOnceWhenPrinted() {
        assertEquals("0,7", new AccountNumbers(LongStream.of(7, 0, 7)).toString());
    }
}
