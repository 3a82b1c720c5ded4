package e7.kernel.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * One thread that reads pipelines, and where it is.
 *
 * <p>The reader's thread alone writes {@code inside}; the publisher reads it. Entering stores a lower bound of the epoch that will be
 * read <em>before</em> the pipeline itself is read, both with volatile ordering. So either the publisher sees the store and waits, or
 * the store came after the publisher looked, and then the read of the pipeline comes after the publication and finds the new one.
 */
public final class PipelineReader {

    private static final long IDLE = Long.MAX_VALUE;
    private static final VarHandle INSIDE;
    private static final VarHandle ADOPTED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INSIDE = lookup.findVarHandle(PipelineReader.class, "inside", long.class);
            ADOPTED = lookup.findVarHandle(PipelineReader.class, "adopted", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Pipelines pipelines;
    private final String name;
    private final BooleanSupplier alive;
    private final Runnable wakeup;

    /** The oldest epoch that this thread may be using, or {@link #IDLE}. */
    @SuppressWarnings("unused")
    private long inside = IDLE;

    /** The newest epoch whose resolvers this thread has taken over, sessions of older ones being closed. */
    @SuppressWarnings("unused")
    private long adopted;

    PipelineReader(Pipelines pipelines, String name, BooleanSupplier alive, Runnable wakeup) {
        this.pipelines = pipelines;
        this.name = name;
        this.alive = alive;
        this.wakeup = wakeup;
    }

    /** Begins to use the pipeline in force. Does not nest. */
    public Pipeline enter() {
        INSIDE.setVolatile(this, pipelines.current().epoch());
        return pipelines.current();
    }

    /** Ends it; nothing of the pipeline may be used any more. */
    public void exit() {
        INSIDE.setRelease(this, IDLE);
    }

    /** Says that sessions of resolvers that are not in this pipeline are closed. */
    public void adopt(Pipeline pipeline) {
        ADOPTED.setRelease(this, pipeline.epoch());
    }

    /** Whether this thread can no longer be using a pipeline older than {@code epoch}. */
    boolean hasLeft(long epoch) {
        return (long) INSIDE.getVolatile(this) >= epoch || !alive.getAsBoolean();
    }

    /** Whether this thread has closed its sessions with resolvers that went before {@code epoch}. */
    boolean hasAdopted(long epoch) {
        return (long) ADOPTED.getAcquire(this) >= epoch || !alive.getAsBoolean();
    }

    /** Makes the thread look at the pipeline soon, even if no packet comes. */
    void wakeup() {
        wakeup.run();
    }

    String name() {
        return name;
    }
}
