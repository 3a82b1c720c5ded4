package e7.cache.slot;

import e7.cache.stress.Token;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A reader against a writer that lets a new entry take the place of the only other one, and removes it again. */
@JCStressTest
@Outcome(id = {"0, 0, 0", "0, 0, 1", "0, 1, 0", "0, 1, 1"}, expect = Expect.ACCEPTABLE, desc = "some moment of the writer's work")
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "after it")
@Outcome(expect = Expect.FORBIDDEN, desc = "a foreign, torn, half-built or removed value")
@State
public class SlotTableStress {

    private static final int OLD = 1;
    private static final int NEW = 2;

    private final SlotTable<Token> cache = new SlotTable<Token>(1, -2);
    private volatile int gone;

    public SlotTableStress() {
        cache.put(Token.key(OLD), new Token(OLD));
    }

    @Actor
    public void writer() {
        cache.put(Token.key(NEW), new Token(NEW));
        cache.remove(Token.key(NEW));
        gone = 1;
    }

    @Actor
    public void reader(III_Result result) {
        result.r1 = gone;
        result.r2 = Token.outcome(cache.get(Token.key(NEW)), NEW);
        result.r3 = Token.outcome(cache.get(Token.key(OLD)), OLD);
    }
}
