package e7.kernel.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A thread that asks plugins about packets, as far as it can be seen from outside: how far it has come, and which plugin it is inside of.
 * So one that is stuck is noticed without a clock on the packet path, the plugin is named, and the work can be given to another thread
 * while this one is still inside.
 *
 * <p>{@code turn} is odd from {@link #begin} to {@link #finish}, even outside. This thread alone adds to it. The one other thread that looks
 * (the watch) may replace an odd value by {@link #GIVEN_UP}; both do so by compare-and-set, so exactly one of them gets the packet: either
 * finish succeeds and the packet is this thread's to answer, or it throws {@link GivenUp} and everything that this thread had, as it was when
 * begin was called, is the watch's. What the thread wrote before begin is visible to whoever has given it up.
 *
 * <p>Between begin and finish a thread must change nothing but what is its own for good, since it may have been given up at any moment.
 */
public abstract class JudgingThread extends Thread {

    private static final long GIVEN_UP = -1;
    private static final VarHandle TURN;
    private static final VarHandle INSIDE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TURN = lookup.findVarHandle(JudgingThread.class, "turn", long.class);
            INSIDE = lookup.findVarHandle(JudgingThread.class, "inside", PluginRecord.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long turn;

    @SuppressWarnings("unused")
    private PluginRecord inside;

    /** The watch's: the turn when it last looked, and how often it has seen just that. */
    private long seenTurn;

    private int looks;

    /** The watch's: the plugin that it was inside of, and in how many looks in a row at this packet. */
    private PluginRecord seenInside;

    private int looksInside;

    /** Not started. */
    protected JudgingThread(String name) {
        super(name);
    }

    /** This thread may ask plugins from now on. */
    protected final void begin() {
        TURN.setRelease(this, turn + 1);
    }

    /** It asks none any more, and what it has found out counts; throws {@link GivenUp} if it does not. */
    protected final void finish() {
        long own = turn;
        if (own == GIVEN_UP || !TURN.compareAndSet(this, own, own + 1)) {
            throw GivenUp.INSTANCE;
        }
    }

    /** The calling thread, if it is one of these, goes into a plugin. Does not nest. */
    public static void enter(PluginRecord plugin) {
        if (Thread.currentThread() instanceof JudgingThread thread) {
            INSIDE.setRelease(thread, plugin);
        }
    }

    /** It has come out, perhaps to end: then this throws {@link GivenUp}, so that it comes into no other plugin. */
    public static void leave() {
        if (Thread.currentThread() instanceof JudgingThread thread) {
            INSIDE.setRelease(thread, null);
            if (thread.isGivenUp()) {
                throw GivenUp.INSTANCE;
            }
        }
    }

    /** Likewise, on a way that has to be gone to its end. */
    public static void leaveQuietly() {
        if (Thread.currentThread() instanceof JudgingThread thread) {
            INSIDE.setRelease(thread, null);
        }
    }

    /** Whether another thread has its work. Any thread. */
    public final boolean isGivenUp() {
        return (long) TURN.getAcquire(this) == GIVEN_UP;
    }

    /**
     * Looks once more; the watch's thread only. Looks are counted and not time, since a machine that is suspended or short of processors
     * holds up the watch as well, and must not make plugins look stuck.
     *
     * @return whether so many looks in a row have found it at the same packet
     */
    public final boolean isStuckFor(int manyLooks) {
        long now = (long) TURN.getAcquire(this);
        PluginRecord plugin = (PluginRecord) INSIDE.getAcquire(this);
        looksInside = plugin != null && plugin == seenInside && now == seenTurn ? looksInside + 1 : 0;
        seenInside = plugin;
        if ((now & 1) == 0 || now == GIVEN_UP || now != seenTurn) {
            seenTurn = now;
            looks = 0;
            return false;
        }
        return ++looks >= manyLooks;
    }

    /**
     * The plugin that it has been inside of, at one packet, for at least half as many looks as that; or null. Whoever happens to be asked when
     * the time is over need not be the one who took it. The watch's thread only.
     */
    public final PluginRecord hinderedBy(int manyLooks) {
        return looksInside * 2 >= manyLooks ? seenInside : null;
    }

    /** Takes its work from it, if it is still at the packet that {@link #isStuckFor} saw. The watch's thread only. */
    public final boolean giveUp() {
        return TURN.compareAndSet(this, seenTurn, GIVEN_UP);
    }
}
