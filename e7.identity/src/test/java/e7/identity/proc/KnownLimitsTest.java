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
        holders = new SocketHolders();
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
}
