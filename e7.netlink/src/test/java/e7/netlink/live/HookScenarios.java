package e7.netlink.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.queue.HookOptions;
import e7.api.queue.Verdict;
import e7.netlink.Errno;
import e7.netlink.Exchange;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.nftables.BaseChain;
import e7.netlink.nftables.Immediate;
import e7.netlink.nftables.NfTables;
import e7.netlink.nftables.Rule;
import e7.netlink.nftables.Ruleset;
import e7.netlink.nftables.Transaction;
import e7.netlink.source.NetfilterPacketSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The hook's life, each scenario in a fresh network namespace of its own. */
final class HookScenarios {
    private static final String TABLE = "e7";
    private static final HookOptions STRICT = new HookOptions(true, Firewall.QUEUES, false);
    private static final HookOptions OPEN = new HookOptions(true, Firewall.QUEUES, true);
    private static final HookOptions IDLE = new HookOptions(false, Firewall.QUEUES, false);
    private static final Rule DROP_ALL = Rule.of("drop", new Immediate(NfTables.NF_DROP));

    private HookScenarios() {}

    public static void main(String[] arguments) throws Exception {
        NetfilterPacketSource source = new NetfilterPacketSource();
        source.bringLoopbackUp();
        switch (arguments[0]) {
            case "fail" -> fail(source);
            case "idle" -> idle(source);
            case "intact" -> intact(source);
            case "takeover" -> takeover(source);
            case "takeoverHeld" -> takeoverHeld();
            case "remove" -> remove(source);
            case "removeHeld" -> removeHeld();
            case "idleHeld" -> idleHeld();
            case "race" -> race(source);
            case "stale" -> stale();
            default -> throw new IllegalArgumentException("no such scenario: name=" + arguments[0]);
        }
    }

    /** Nobody listens: what fail says. */
    private static void fail(NetfilterPacketSource source) throws IOException {
        source.setHook(STRICT);
        assertNull(Traffic.udp("127.0.0.1", "hello"));
        assertNull(Traffic.udp("::1", "hello"));
        source.setHook(OPEN);
        assertEquals("hello", Traffic.udp("127.0.0.1", "hello"));
        assertEquals("hello", Traffic.udp("::1", "hello"));
        source.setHook(STRICT);
        assertNull(Traffic.udp("127.0.0.1", "hello"));
    }

    private static void idle(NetfilterPacketSource source) throws IOException {
        source.setHook(STRICT);
        source.setHook(IDLE);
        assertEquals("hello", Traffic.udp("127.0.0.1", "hello"));
        assertEquals("hello", Traffic.udp("::1", "hello"));
        assertTrue(source.isHookIntact());
    }

    private static void intact(NetfilterPacketSource source) throws IOException {
        assertFalse(source.isHookIntact());
        source.setHook(STRICT);
        assertTrue(source.isHookIntact());
        change(transaction -> transaction.flushChain("judge"));
        assertFalse(source.isHookIntact());
        source.setHook(STRICT);
        assertTrue(source.isHookIntact());
        change(transaction -> transaction.addRules("tag", List.of(DROP_ALL)));
        assertFalse(source.isHookIntact());
        source.setHook(STRICT);
        change(Transaction::deleteTable);
        assertFalse(source.isHookIntact());
        source.setHook(OPEN);
        assertTrue(source.isHookIntact());
        // The same rules again are not the same: they have other handles.
        new NetfilterPacketSource().setHook(OPEN);
        assertFalse(source.isHookIntact());
    }

    /** A table under our name whose chains are not ours: it goes, in the transaction that makes the new one. */
    private static void takeover(NetfilterPacketSource source) throws IOException {
        BaseChain foreign = new BaseChain("judge", NfTables.NF_INET_LOCAL_OUT, 5);
        change(transaction -> transaction.addTable().addChain(foreign).addRules("judge", List.of(DROP_ALL)));
        assertThrows(SocketException.class, () -> Traffic.udp("127.0.0.1", "hello"));
        source.setHook(OPEN);
        assertTrue(source.isHookIntact());
        assertEquals("hello", Traffic.udp("127.0.0.1", "hello"));
    }

    /** A hook that is set anew by the next run loses no packet that is held. */
    private static void takeoverHeld() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> null)) {
            CompletableFuture<String> answer = async(() -> Traffic.udp("127.0.0.1", "hello"));
            firewall.awaitSeen(1);
            new NetfilterPacketSource().setHook(STRICT);
            firewall.answer(firewall.seen.get(0), Verdict.ACCEPT);
            assertEquals("hello", answer.get());
            assertEquals(0, firewall.lateVerdicts());
        }
    }

    private static void remove(NetfilterPacketSource source) throws IOException {
        boolean[] drained = {false};
        source.removeHook(() -> drained[0] = true);
        assertFalse(drained[0]);
        source.setHook(STRICT);
        source.removeHook(() -> {
            drained[0] = true;
            assertEquals("hello", quietly(() -> Traffic.udp("127.0.0.1", "hello")));
        });
        assertTrue(drained[0]);
        assertFalse(source.isHookIntact());
        assertFalse(hasTable());
        source.setHook(STRICT);
        new NetfilterPacketSource().removeHook(() -> { });
        assertFalse(hasTable());
    }

    /** Verdicts that come between the two halves of a removal still mean what they say. */
    private static void removeHeld() throws Exception {
        answerHeld((firewall, answers) -> firewall.source.removeHook(() -> quietly(answers)));
        assertFalse(hasTable());
    }

    /** Verdicts that come when nothing is queued any more still mean what they say. */
    private static void idleHeld() throws Exception {
        answerHeld((firewall, answers) -> {
            firewall.source.setHook(IDLE);
            // Rules that went are freed a while later, and with them whatever they held on to.
            quietly(() -> Traffic.udp("127.0.0.1", "pass"));
            pause();
            answers.run();
        });
    }

    private interface HookChange {
        void make(Firewall firewall, Work answers) throws IOException;
    }

    private static void answerHeld(HookChange change) throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> null)) {
            CompletableFuture<String> connect = async(() -> {
                Traffic.connect("127.0.0.1");
                return "connected";
            });
            firewall.awaitSeen(1);
            CompletableFuture<String> datagram = async(() -> Traffic.udp("::1", "hello"));
            firewall.awaitSeen(2);
            change.make(firewall, () -> {
                pause();
                firewall.answer(firewall.seen.get(0), Verdict.REJECT);
                firewall.answer(firewall.seen.get(1), Verdict.ACCEPT);
                return null;
            });
            ExecutionException failed = assertThrows(ExecutionException.class, connect::get);
            assertEquals(ConnectException.class, failed.getCause().getCause().getClass());
            assertEquals("hello", datagram.get());
            assertEquals(2, firewall.seen.size());
            assertEquals(0, firewall.lateVerdicts());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Others change tables all the time: ours is thought out anew, and never half there. */
    private static void race(NetfilterPacketSource source) throws Exception {
        CompletableFuture<String> others = async(() -> {
            BaseChain chain = new BaseChain("c", NfTables.NF_INET_LOCAL_OUT, 7);
            for (int i = 0; i < 200; i++) {
                try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, 4096)) {
                    Transaction.begin(exchange, "other", new Ruleset(exchange).generation()).addTable().addChain(chain).commit();
                } catch (NetlinkException e) {
                    assertEquals(Errno.ERESTART, e.errno());
                }
            }
            return "";
        });
        for (int i = 0; i < 50; i++) {
            source.setHook(i % 2 == 0 ? STRICT : OPEN);
            assertTrue(source.isHookIntact());
        }
        others.get();
    }

    /** A transaction that was thought out for an older generation changes nothing. */
    private static void stale() throws IOException {
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, 4096)) {
            int generation = new Ruleset(exchange).generation();
            Transaction.begin(exchange, TABLE, generation).addTable().commit();
            Transaction old = Transaction.begin(exchange, TABLE, generation).deleteTable();
            assertEquals(Errno.ERESTART, assertThrows(NetlinkException.class, old::commit).errno());
            assertTrue(hasTable());
            Transaction missing = Transaction.begin(exchange, "none", new Ruleset(exchange).generation()).deleteTable();
            NetlinkException refused = assertThrows(NetlinkException.class, missing::commit);
            assertEquals("change table inet none: delete table: ENOENT", refused.getMessage());
        }
    }

    private interface Change {
        void add(Transaction transaction);
    }

    private static void change(Change change) throws IOException {
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, 4096)) {
            Transaction transaction = Transaction.begin(exchange, TABLE, new Ruleset(exchange).generation());
            change.add(transaction);
            transaction.commit();
        }
    }

    private static boolean hasTable() throws IOException {
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, 4096)) {
            return new Ruleset(exchange).tableFlags(TABLE).isPresent();
        }
    }

    private interface Work {
        String run() throws IOException;
    }

    private static String quietly(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<String> async(Work work) {
        return CompletableFuture.supplyAsync(() -> quietly(work));
    }
}
