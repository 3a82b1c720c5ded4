package e7.rules.user;

import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Match;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A set of uids or of gids. Immutable. */
final class AccountNumbers {

    /** 2^32 - 1 is (uid_t) -1, which the kernel takes for "no user". */
    static final long HIGHEST = 4_294_967_294L;

    /** Even a long list of users says more about a packet than most other criteria do. */
    private static final int LIST_DEDUCTION_LIMIT = 10;

    /** Sorted, each once. */
    private final long[] numbers;

    /** Numbers from 0 to {@link #HIGHEST}, in any order, at least one. */
    AccountNumbers(LongStream numbers) {
        this.numbers = numbers.sorted().distinct().toArray();
    }

    /** Whether the number is one of these; not known of {@link Packet#UNKNOWN}. */
    Match match(long number) {
        return number < 0 ? Match.UNKNOWN : Match.of(Arrays.binarySearch(numbers, number) >= 0);
    }

    /** The numbers as bounds. */
    List<Bounds.Range> ranges() {
        return Arrays.stream(numbers).mapToObj(Bounds.Range::of).toList();
    }

    /** 100 for one number, one less for each further one, but no less than 90. */
    int specificity() {
        return 100 - Math.min(numbers.length - 1, LIST_DEDUCTION_LIMIT);
    }

    @Override
    public String toString() {
        return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
