package e7.kernel.engine;

import e7.api.cache.CacheKey;
import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.queue.Verdict;
import e7.api.rule.Action;
import e7.kernel.flag.Mode;
import e7.kernel.index.Candidates;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.pipeline.PathIds;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.SocketOwner;
import e7.kernel.policy.PluginFault;
import e7.kernel.rule.Decision;
import java.util.HashMap;
import java.util.Map;

/**
 * One thread's way from a packet to a decision: its resolver sessions and its key buffers. What the caches hold is answered without
 * allocating; the slow half, {@link #search}, is for worker threads.
 */
final class Judge implements AutoCloseable {

    private static final Decision BLOCKED = Decision.byFlag("mode", Action.BLOCK);
    private static final Decision DISABLED = Decision.byFlag("mode", Action.ALLOW);

    private static final Decision FORGED = Decision.byReason("forged source address", Action.BLOCK);

    private static final int REASONS_KEPT = 64;
    private static final String CLOSED = "its process had closed the connection, and whose it was is not remembered";

    private final PathIds names;
    private final LongPaths longPaths;
    private final ResolverSessions sessions;
    private final CacheKey socketKey = new CacheKey();
    private final CacheKey verdictKey = new CacheKey();
    private final Candidates candidates = new Candidates();
    private final Map<String, ProcessIdentity> unknownByReason = new HashMap<>();
    private final long kernelPathId;
    private SocketOwner heldOwner;

    Judge(PathIds names, LongPaths longPaths, ResolverSessions sessions) {
        this.names = names;
        this.longPaths = longPaths;
        this.sessions = sessions;
        this.kernelPathId = names.id(ProcessIdentity.KERNEL.path());
    }

    /** Asks the resolvers which socket sent the packet. Returns the one that found it, or null. */
    Resolver locate(DecodedPacket packet, SocketRef socket) {
        return sessions.locate(packet, socket);
    }

    /**
     * Sets the packet's process if that takes no search.
     *
     * @param finder the resolver that found {@code socket}, or null
     * @return false if the socket's holder has to be searched
     */
    boolean identify(Pipeline pipeline, DecodedPacket packet, SocketRef socket, Resolver finder) {
        heldOwner = null;
        switch (socket.kind()) {
            case KERNEL -> packet.process(ProcessIdentity.KERNEL, kernelPathId);
            case NONE, AMBIGUOUS -> packet.process(unknown(socket.reason()), PathIds.NONE);
            case UNACCEPTED -> {
                return false;
            }
            case HELD, ORPHAN -> {
                return remembered(pipeline, packet, socket, finder);
            }
        }
        return true;
    }

    private boolean remembered(Pipeline pipeline, DecodedPacket packet, SocketRef socket, Resolver finder) {
        SocketOwner owner = lookUp(pipeline, socket);
        if (socket.kind() == SocketRef.Kind.ORPHAN) {
            if (owner == null) {
                packet.process(unknown(CLOSED), PathIds.NONE);
            } else {
                set(packet, owner);
            }
            return true;
        }
        if (!isCurrent(owner, socket, finder)) {
            owner = socket.listener() == 0 ? null : inherit(pipeline, socket, finder);
        }
        heldOwner = owner;
        if (owner != null) {
            set(packet, owner);
        }
        return owner != null;
    }

    /** By what the latest packet's process was set, if its socket is held and was remembered; else null. */
    SocketOwner heldOwner() {
        return heldOwner;
    }

    /** What is known of the listener is remembered of its new connection as well, for the packets that it leaves if it is closed at once. */
    private SocketOwner inherit(Pipeline pipeline, SocketRef socket, Resolver finder) {
        if (pipeline.processes() == null) {
            return null;
        }
        SocketOwner owner = pipeline.processes().get(socketKey.reset().add(socket.listener()));
        if (!isCurrent(owner, socket, finder)) {
            return null;
        }
        remember(pipeline, socket, owner);
        return owner;
    }

    private boolean isCurrent(SocketOwner owner, SocketRef socket, Resolver finder) {
        return owner != null
                && owner.isUsable(socket.inode(), System.nanoTime())
                && (!owner.process().isKnown() || sessions.isCurrent(finder, owner.process()));
    }

    private SocketOwner lookUp(Pipeline pipeline, SocketRef socket) {
        if (pipeline.processes() == null) {
            return null;
        }
        fill(socketKey, socket);
        return pipeline.processes().get(socketKey);
    }

    /** Searches the socket's holder, remembers it, and sets the packet's process. Milliseconds; worker threads only. */
    void search(Pipeline pipeline, DecodedPacket packet, SocketRef socket, Resolver finder) {
        if (socket.kind() == SocketRef.Kind.UNACCEPTED) {
            sessions.findListener(finder, packet, socket);
            if (identify(pipeline, packet, socket, finder)) {
                return;
            }
        }
        long begun = System.nanoTime();
        ProcessIdentity process = sessions.identify(finder, socket);
        if (!process.isKnown() && hasBeenClosed(packet, socket) && identify(pipeline, packet, socket, finder)) {
            return;
        }
        SocketOwner owner = new SocketOwner(process, names.id(process.path()), socket.inode(), socket.uid(), packet.gid(), begun);
        if (pipeline.processes() != null) {
            longPaths.admit(pipeline.processes(), owner);
            remember(pipeline, socket, owner);
            if (socket.listener() != 0) {
                pipeline.processes().put(socketKey.reset().add(socket.listener()), owner);
            }
        }
        set(packet, owner);
    }

    /**
     * Whether nobody was found because the socket was closed while its packet waited; then it is what it is now. What was remembered of its
     * cookie stays, by which the packets are judged that are still to come.
     */
    private boolean hasBeenClosed(DecodedPacket packet, SocketRef socket) {
        long cookie = socket.cookie();
        SocketRef now = new SocketRef();
        sessions.locate(packet, now);
        boolean closed = now.kind() == SocketRef.Kind.KERNEL || now.kind() == SocketRef.Kind.ORPHAN && now.cookie() == cookie;
        if (closed) {
            socket.copyFrom(now);
        }
        return closed;
    }

    private void remember(Pipeline pipeline, SocketRef socket, SocketOwner owner) {
        fill(socketKey, socket);
        pipeline.processes().put(socketKey, owner);
    }

    private static void set(DecodedPacket packet, SocketOwner owner) {
        packet.process(owner.process(), owner.pathId());
        packet.owner(owner.uid(), owner.gid());
    }

    /** A cookie is one socket's for ever; where there is none, the inode stands in, marked by the sign. */
    private static void fill(CacheKey key, SocketRef socket) {
        key.reset().add(socket.cookie() != 0 ? socket.cookie() : socket.inode() | Long.MIN_VALUE);
    }

    /**
     * Decides about a packet whose process is set; from the verdict cache, or by the rules. A failing plugin gives the {@code fail} decision. No
     * rule lets a forged source address pass, since what comes of it is not its process's any more.
     */
    Decision decide(Pipeline pipeline, DecodedPacket packet) {
        Decision first = beforeRules(pipeline, packet);
        return first != null ? first : byRules(pipeline, packet);
    }

    /** What is decided whatever the rules say, or null. */
    private static Decision beforeRules(Pipeline pipeline, DecodedPacket packet) {
        Mode mode = pipeline.flags().mode();
        if (mode == Mode.BLOCK || mode == Mode.DISABLED) {
            return mode == Mode.BLOCK ? BLOCKED : DISABLED;
        }
        return packet.isForged() && packet.process() != ProcessIdentity.KERNEL ? FORGED : null;
    }

    private Decision byRules(Pipeline pipeline, DecodedPacket packet) {
        try {
            boolean remember = mayRemember(pipeline);
            Decision remembered = remember ? recall(pipeline, packet) : null;
            if (remembered != null) {
                return remembered;
            }
            Decision decision = pipeline.rules().decide(packet, candidates);
            // Asked again: a criterion may have changed its answer with the time in between, and the clock may yet be put back.
            if (remember && mayRemember(pipeline)) {
                pipeline.verdicts().put(verdictKey, decision);
            }
            return decision;
        } catch (PluginFault fault) {
            return pipeline.rules().failDecision();
        }
    }

    /** What is remembered for a packet whose process is set, or null. Leaves the packet's key behind, to remember by. */
    private Decision recall(Pipeline pipeline, DecodedPacket packet) {
        pipeline.verdictKey().fill(verdictKey, packet);
        return pipeline.verdicts().get(verdictKey);
    }

    private static boolean mayRemember(Pipeline pipeline) {
        return pipeline.verdicts() != null && pipeline.rules().mayRemember();
    }

    /**
     * Decides where nothing has to be waited for: by the mode, from the verdict cache, or by rules whose criteria are all pure.
     *
     * @return null if a criterion has to be asked that may block
     */
    Decision decideAtOnce(Pipeline pipeline, DecodedPacket packet) {
        Decision first = beforeRules(pipeline, packet);
        if (first != null || pipeline.rules().isPure()) {
            return first != null ? first : byRules(pipeline, packet);
        }
        return mayRemember(pipeline) && !holds(pipeline) ? recall(pipeline, packet) : null;
    }

    /** What is decided where a part fails or answers too late. The mode comes first: in mode block nothing passes, whatever {@code fail} says. */
    static Decision failing(Pipeline pipeline) {
        return switch (pipeline.flags().mode()) {
            case BLOCK -> BLOCKED;
            case DISABLED -> DISABLED;
            case ENABLED, OBSERVE -> pipeline.rules().failDecision();
        };
    }

    /** Whether the decision hangs on a plugin that may be coming back this moment. */
    static boolean awaitsPlugin(Pipeline pipeline, DecodedPacket packet) {
        if (!holds(pipeline) || beforeRules(pipeline, packet) != null) {
            return false;
        }
        try {
            return pipeline.rules().hangsOnAbsentPlugin(packet);
        } catch (PluginFault fault) {
            return false;
        }
    }

    /** Whether the source address was forged, and that decided. */
    static boolean isForgery(Decision decision) {
        return decision == FORGED;
    }

    private static boolean holds(Pipeline pipeline) {
        return System.nanoTime() - pipeline.holdUntil() < 0;
    }

    /** What is told to the kernel. */
    static Verdict verdict(Pipeline pipeline, Decision decision) {
        if (pipeline.flags().mode() == Mode.OBSERVE) {
            return Verdict.ACCEPT;
        }
        return switch (decision.action()) {
            case ALLOW -> Verdict.ACCEPT;
            case REJECT -> Verdict.REJECT;
            case BLOCK, ASK -> Verdict.DROP;
        };
    }

    /** Takes over the pipeline's resolvers. */
    void adopt(Pipeline pipeline) {
        sessions.adopt(pipeline.resolvers());
    }

    /** Reasons are constants, so each is made into an identity once; the bound is for a resolver that builds them. */
    private ProcessIdentity unknown(String reason) {
        ProcessIdentity known = unknownByReason.get(reason);
        if (known == null) {
            if (unknownByReason.size() == REASONS_KEPT) {
                unknownByReason.clear();
            }
            known = ProcessIdentity.unknown(reason);
            unknownByReason.put(reason, known);
        }
        return known;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
