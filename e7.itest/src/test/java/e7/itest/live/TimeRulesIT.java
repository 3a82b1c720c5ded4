package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The criterion {@code time} on real packets, by the real clock. */
class TimeRulesIT {

    private static final int MINUTE = 60;

    /** From the command to the first packet, on a slow machine. */
    private static final int LONGEST_START = 50;

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private static String clock(LocalDateTime time) {
        return DateTimeFormatter.ofPattern("HH:mm").format(time);
    }

    private static void assertSays(Account account, String expected, String rules, String script) throws Exception {
        Product.Result result = product.sandbox(account, rules, "serve\n" + script);
        assertEquals(expected, String.join(" ", result.out().lines().toList()), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBlockAtTheTimesOfTheRuleAlone(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        LocalDateTime now = LocalDateTime.now();
        String day = now.minusHours(1).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT);
        String within = day + "@" + clock(now.minusHours(1)) + "-" + clock(now.plusHours(1));
        String without = clock(now.plusHours(2)) + "-" + clock(now.minusHours(2));
        assertSays(
                account,
                "tcp=124 udp=0 not=1",
                "block tcp time=" + within + "\nblock udp time=" + without + "\nreject tcp dst=::1 time!=" + without + " priority=1",
                "code tcp tcp 127.0.0.1; code udp udp 127.0.0.1; code not tcp ::1");
    }

    /** What was remembered while the time was does not outlive it. */
    @ParameterizedTest
    @EnumSource
    void shouldLetPassWhenTheTimeIsOver(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        int second = LocalDateTime.now().getSecond();
        if (second > MINUTE - LONGEST_START) {
            Thread.sleep(Duration.ofSeconds(MINUTE - second).toMillis());
        }
        LocalDateTime now = LocalDateTime.now();
        assertSays(
                account,
                "before=124 after=0",
                "block udp time=" + clock(now) + "-" + clock(now.plusMinutes(1)),
                """
                code before udp 127.0.0.1
                while [ $(date +%%H:%%M) = %s ]; do sleep 0.1; done
                code after udp 127.0.0.1
                """
                        .formatted(clock(now)));
    }
}
