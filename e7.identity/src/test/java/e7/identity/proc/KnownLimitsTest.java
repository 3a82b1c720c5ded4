package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.identity.live.Child;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What /proc cannot tell, as the README says under "Limits": a test that fails here means that a limit is gone and the README is wrong.
 * Resolvers that see sockets being made and files being executed (BPF, fanotify) do not have these limits.
 */
class KnownLimitsTest {

    private static final String START = "import array,os,socket,sys,time\n"
            + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\ns.set_inheritable(True)\n"
            + "print(os.fstat(s.fileno()).st_ino,flush=True)\n";

    private final SocketHolders holders;

    KnownLimitsTest() throws IOException {
        holders = new SocketHolders(new ProcSnapshots());
    }

    @Test
    void shouldNameTheHeirWhenTheMakerKeepsItsDescriptorInFlight() {
        String script = START + "p=os.fork()\nif p==0: os.execv('/bin/sleep',['sleep','60'])\n"
                + "while 'sleep' not in os.readlink(f'/proc/{p}/exe'): pass\n"
                + "a,b=socket.socketpair(socket.AF_UNIX)\n"
                + "a.sendmsg([b'x'],[(socket.SOL_SOCKET,socket.SCM_RIGHTS,array.array('i',[s.fileno()]))])\n"
                + "s.close()\nprint('hidden',flush=True)\ntime.sleep(60)\n";
        try (Child child = Child.python(script)) {
            long inode = child.number();
            child.line();
            ProcessIdentity named = holders.identify(WantedSockets.one(inode, -1));
            assertTrue(named.isKnown() && named.path().endsWith("sleep"), named.display());
        }
    }

    @Test
    void shouldNameTheLaterProgramWhenAProcessSendsAndThenExecutesIt() {
        try (Child child = Child.python(START + "os.execv('/bin/sleep',['sleep','60'])\n")) {
            long inode = child.number();
            ProcessIdentity named = holders.identify(WantedSockets.one(inode, -1));
            while (named.path().contains("python")) {
                named = holders.identify(WantedSockets.one(inode, -1));
            }
            assertEquals(child.pid(), named.pid());
            assertTrue(named.path().endsWith("sleep"), named.display());
        }
    }

    /** A call that is under way keeps its socket, and no table shows it: here a send that blocks; with MSG_FASTOPEN it connects as well. */
    @Test
    void shouldNameTheHeirWhenTheMakerHoldsTheSocketByACallAlone() {
        String script = "import os,socket,threading,time\ns,other=socket.socketpair()\ns.set_inheritable(True)\n"
                + "print(os.fstat(s.fileno()).st_ino,flush=True)\n"
                + "p=os.fork()\nif p==0: os.execv('/bin/sleep',['sleep','60'])\n"
                + "while 'sleep' not in os.readlink(f'/proc/{p}/exe'): pass\n"
                + "threading.Thread(target=s.sendall,args=(bytes(10000000),)).start()\ntime.sleep(0.3)\n"
                + "os.close(s.detach())\nprint('sent' if other.recv(1) else 'not',flush=True)\ntime.sleep(60)\n";
        try (Child child = Child.python(script)) {
            long inode = child.number();
            assertEquals("sent", child.line());
            ProcessIdentity named = holders.identify(WantedSockets.one(inode, -1));
            assertTrue(named.isKnown() && named.path().endsWith("sleep"), named.display());
        }
    }

    /** What another user holds who has more descriptors than are looked at is as invisible as a descriptor in flight. */
    @Test
    void shouldNameTheHeirWhenTheOtherHolderIsAUserWithTooManyDescriptors() {
        Child.needs("/usr/bin/setpriv");
        String script = START + "for a in (['/bin/sleep','60'],['/usr/bin/setpriv','--reuid=65534','--regid=65534','--clear-groups',"
                + "'/usr/bin/python3','-c','import time;print(1,flush=True);time.sleep(60)']):\n"
                + " if os.fork()==0: os.execv(a[0],a)\n"
                + "s.close()\ntime.sleep(60)\n";
        try (Child hoarder = SocketHoldersTest.hoarder(true)) {
            hoarder.number();
            hoarder.line();
            try (Child child = Child.python(script)) {
                long inode = child.number();
                child.number();
                ProcessIdentity named = holders.identify(WantedSockets.one(inode, 0));
                assertTrue(named.isKnown() && named.path().endsWith("sleep"), named.display());
            }
        }
    }
}
