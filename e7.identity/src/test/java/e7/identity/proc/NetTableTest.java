package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lines were written by Linux 6.18 for {@code socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP)} and its IPv6 and raw kin. */
class NetTableTest {

    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";
    private static final String FIRST =
            "  258: 00000000:1234 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 40112 2 00000000ab12 0\n";
    private static final String SECOND = "   58: 00000000000000000000000000000000:003A 00000000000000000000000000000000:0000 07 "
            + "00000000:00000000 00:00000000 00000000     0        0 4294967295 2 000000002e41c7b1 0\n";

    private final NetTable table = new NetTable("no-such-table", 4096);

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void shouldReadEverySocket() {
        table.load(HEADING + FIRST + SECOND);
        assertTrue(table.nextSocket());
        assertEquals(0x1234, table.number());
        assertEquals(1000, table.uid());
        assertEquals(40112, table.inode());
        assertTrue(table.nextSocket());
        assertEquals(58, table.number());
        assertEquals(0, table.uid());
        assertEquals(4294967295L, table.inode());
        assertFalse(table.nextSocket());
    }

    @Test
    void shouldBeEmptyWhenThereIsNoSuchTable() {
        assertTrue(table.read());
        assertFalse(table.nextSocket());
    }

    @Test
    void shouldNeverReadAWrongSocketWhenTruncated() {
        String whole = HEADING + FIRST;
        for (int length = 0; length < whole.length(); length++) {
            table.load(whole.substring(0, length));
            if (table.nextSocket()) {
                assertEquals(40112, table.inode(), "length=" + length);
                assertEquals(1000, table.uid());
            }
        }
    }

    @Test
    void shouldPassOverLinesThatAreNone() {
        table.load(HEADING + "\n   \nnonsense\n1: 0:zz 0 0 0 0 0 0 0 0 0 0\n1: 0:1 0 0 0 0 0 -1 0 5 0\n" + FIRST);
        assertTrue(table.nextSocket());
        assertEquals(40112, table.inode());
        assertFalse(table.nextSocket());
    }
}
