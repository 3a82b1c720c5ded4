package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private final Agreement agreement = new Agreement("socket");

    @Test
    void shouldHaveNoAnswerWhenNobodyHolds() {
        assertNull(agreement.answer());
        assertFalse(agreement.isSettled());
    }

    @Test
    void shouldNameOldestWhenAllExecuteSameFile() {
        agreement.add(process(12, 500, 7, "/usr/sbin/nginx"));
        agreement.add(process(90, 400, 7, "/usr/sbin/nginx"));
        agreement.add(process(80, 400, 7, "/usr/sbin/nginx"));
        assertEquals(80, agreement.answer().pid());
    }

    @Test
    void shouldNotNameAnyWhenExecutablesDiffer() {
        agreement.add(process(12, 500, 7, "/usr/bin/curl"));
        agreement.add(process(13, 400, 8, "/usr/bin/python3"));
        assertTrue(agreement.isSettled());
        assertFalse(agreement.answer().isKnown());
        assertEquals("unknown: socket shared by curl (12) and python3 (13)", agreement.answer().display());
    }

    @Test
    void shouldNotNameAnyWhenOnlyOneOfThemIsTrusted() {
        agreement.add(process(12, 500, 7, "/usr/bin/curl"));
        agreement.add(new ProcessIdentity(13, 1, 1, 7, null, "/usr/bin/curl (in another user namespace)", "curl"));
        assertFalse(agreement.answer().isKnown());
    }

    @Test
    void shouldNotNameAnyWhenOneOfThemIsUnknown() {
        agreement.add(process(12, 500, 7, "/usr/bin/curl"));
        agreement.add(ProcessIdentity.unknown("process 13 has no executable"));
        agreement.add(process(14, 500, 7, "/usr/bin/curl"));
        assertEquals("unknown: process 13 has no executable", agreement.answer().display());
    }

    private static ProcessIdentity process(int pid, long start, long inode, String path) {
        return new ProcessIdentity(pid, start, 1, inode, path, path, "x");
    }
}
