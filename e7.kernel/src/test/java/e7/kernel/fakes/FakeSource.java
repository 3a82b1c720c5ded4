package e7.kernel.fakes;

import e7.api.queue.HookOptions;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketSource;
import e7.api.queue.QueueOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kernel's side, which remembers what it was told, and refuses what it is told to refuse. */
public final class FakeSource implements PacketSource {

    private final List<FakeQueue> queues = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<QueueOptions> bound = new CopyOnWriteArrayList<>();
    private volatile int refuseBindAt;
    private volatile HookOptions hook;
    private volatile boolean intact = true;
    private volatile Exception bindRefusal;
    private volatile Exception hookRefusal;
    private volatile Runnable whenBinding = () -> {};
    private volatile Runnable whenRemoving = () -> {};

    /** The queues that were bound, in order. */
    public List<FakeQueue> queues() {
        return queues;
    }

    /** What was called, in order. */
    public List<String> calls() {
        return calls;
    }

    /** How the queues were bound. */
    public List<QueueOptions> bound() {
        return bound;
    }

    /** What the hook is, or null. */
    public HookOptions hook() {
        return hook;
    }

    /** Others take the hook's rules away. */
    public void breakHook() {
        intact = false;
    }

    /** Lets {@link #bind} fail for the queue that is the so-manieth, from 0 on. */
    public void refuseBind(Exception refusal, int index) {
        bindRefusal = refusal;
        refuseBindAt = index;
    }

    /** Lets {@link #setHook} fail; null: no more. */
    public void refuseHook(Exception refusal) {
        hookRefusal = refusal;
    }

    /** Is run within {@link #bind}. */
    public void whenBinding(Runnable value) {
        whenBinding = value;
    }

    /** Is run within {@link #removeHook}, when all is answered and before the chains go. */
    public void whenRemoving(Runnable value) {
        whenRemoving = value;
    }

    private static void refuse(Exception refusal) throws IOException {
        if (refusal instanceof IOException expected) {
            throw expected;
        }
        if (refusal instanceof RuntimeException unexpected) {
            throw unexpected;
        }
    }

    @Override
    public PacketQueue bind(QueueOptions options) throws IOException {
        if (queues.size() == refuseBindAt) {
            refuse(bindRefusal);
        }
        calls.add("bind");
        bound.add(options);
        whenBinding.run();
        FakeQueue queue = new FakeQueue();
        queues.add(queue);
        return queue;
    }

    @Override
    public String setHook(HookOptions options) throws IOException {
        refuse(hookRefusal);
        calls.add("set");
        hook = options;
        intact = true;
        return "queue expression";
    }

    @Override
    public boolean isHookIntact() {
        return intact;
    }

    @Override
    public void removeHook(Runnable drained) {
        calls.add("rules go");
        drained.run();
        whenRemoving.run();
        calls.add(queues.stream().anyMatch(FakeQueue::isClosed) ? "chains go after the queue" : "chains go");
        hook = null;
    }

    @Override
    public void bringLoopbackUp() {
        calls.add("loopback");
    }
}
