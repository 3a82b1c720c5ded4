package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.identity.live.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that hold real sockets, friendly and otherwise. No packet is sent. */
class SocketHoldersTest {

    private static final String PYTHON_SOCKET = "import socket,os,sys,time\n"
            + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\ns.set_inheritable(True)\n"
            + "print(os.fstat(s.fileno()).st_ino,flush=True)\n";
    private static final String WAIT = "time.sleep(60)\n";

    private final SocketHolders holders;

    SocketHoldersTest() throws IOException {
        holders = new SocketHolders(new ProcSnapshots());
    }

    @Test
    void shouldNameTheOnlyHolder() throws IOException {
        try (Child child = Child.python(PYTHON_SOCKET + WAIT)) {
            ProcessIdentity process = holders.identify(WantedSockets.one(child.number(), -1));
            assertEquals(child.pid(), process.pid());
            assertEquals(Path.of("/usr/bin/python3").toRealPath().toString(), process.path());
            assertEquals(process.path(), process.display());
            assertTrue(process.startTime() > 0);
            assertTrue(process.command().startsWith("python3"));
        }
    }

    @Test
    void shouldSayThatNobodyHoldsIt() {
        ProcessIdentity nobody = holders.identify(WantedSockets.one(0xffff_ffffL, -1));
        assertFalse(nobody.isKnown());
        // The rest tells whether there are processes that even root may not look into, as on some machines there are.
        assertTrue(nobody.display().startsWith("unknown: no process "), nobody.display());
    }

    @Test
    void shouldNameTheParentWhenForksShareTheSocket() {
        try (Child child = Child.python(PYTHON_SOCKET + "[os.fork() for _ in range(2)]\nprint('x',flush=True)\n" + WAIT)) {
            long inode = child.number();
            for (int i = 0; i < 4; i++) {
                child.line();
            }
            assertEquals(child.pid(), holders.identify(WantedSockets.one(inode, -1)).pid());
        }
    }

    @Test
    void shouldNotNameAnyWhenAnotherProgramSharesTheSocket() {
        String script = PYTHON_SOCKET + "p=os.fork()\nif p==0: os.execv('/bin/sleep',['curl','60'])\n"
                + "while 'sleep' not in os.readlink(f'/proc/{p}/exe'): pass\nprint(p,flush=True)\n" + WAIT;
        try (Child child = Child.python(script)) {
            long inode = child.number();
            long sleeping = child.number();
            String shown = holders.identify(WantedSockets.one(inode, -1)).display();
            assertTrue(shown.contains("shared by python3") && shown.contains("sleep (" + sleeping + ")"), shown);
        }
    }

    @Test
    void shouldFindSocketInTableOfOneThread() {
        // CLONE_FILES is 0x400; the socket is made after the thread has left the process's table.
        String script = "import ctypes,socket,os,threading,time\n"
                + "def own():\n c=ctypes.CDLL(None)\n assert c.unshare(0x400)==0\n"
                + " s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
                + " print(os.stat(f'/proc/thread-self/fd/{s.fileno()}').st_ino,flush=True)\n time.sleep(60)\n"
                + "threading.Thread(target=own).start()\n";
        try (Child child = Child.python(script)) {
            assertEquals(child.pid(), holders.identify(WantedSockets.one(child.number(), -1)).pid());
        }
    }

    @Test
    void shouldNotNameInnocentHolderWhenAttackersThreadHidesTheSocketInItsOwnTable() {
        String script = PYTHON_SOCKET + "import ctypes,threading\np=os.fork()\n"
                + "if p==0: os.execv('/bin/sleep',['sleep','60'])\n"
                + "while 'sleep' not in os.readlink(f'/proc/{p}/exe'): pass\n"
                + "e=threading.Event()\n"
                + "def hide():\n ctypes.CDLL(None).unshare(0x400)\n e.set()\n time.sleep(60)\n"
                + "threading.Thread(target=hide).start()\ne.wait()\ns.close()\nprint('closed',flush=True)\n";
        try (Child child = Child.python(script)) {
            long inode = child.number();
            child.line();
            assertFalse(holders.identify(WantedSockets.one(inode, -1)).isKnown());
        }
    }

    @Test
    void shouldNotTrustDeletedExecutable(@TempDir Path folder) throws IOException {
        Path program = copyOfPython(folder);
        try (Child child = Child.run(program.toString(), "-c", PYTHON_SOCKET + WAIT)) {
            long inode = child.number();
            assertEquals(program.toString(), holders.identify(WantedSockets.one(inode, -1)).path());
            Files.delete(program);
            ProcessIdentity process = holders.identify(WantedSockets.one(inode, -1));
            assertNull(process.path());
            assertEquals(program + " (deleted)", process.display());
            assertEquals(child.pid(), process.pid());
        }
    }

    @Test
    void shouldNotTrustPathThatAnotherFileHasTaken(@TempDir Path folder) throws IOException {
        Path program = copyOfPython(folder);
        try (Child child = Child.run(program.toString(), "-c", PYTHON_SOCKET + WAIT)) {
            long inode = child.number();
            Path moved = folder.resolve("moved");
            Files.move(program, moved);
            assertEquals(moved.toString(), holders.identify(WantedSockets.one(inode, -1)).path());
            Files.delete(moved);
            Files.copy(Path.of("/bin/true"), moved);
            Files.copy(Path.of("/bin/true"), folder.resolve("moved (deleted)"));
            ProcessIdentity process = holders.identify(WantedSockets.one(inode, -1));
            assertNull(process.path());
            assertEquals(moved + " (deleted)", process.display());
        }
    }

    @Test
    void shouldTrustFileThatIsReallyCalledDeleted(@TempDir Path folder) throws IOException {
        Path program = Files.move(copyOfPython(folder), folder.resolve("x (deleted)"));
        try (Child child = Child.run(program.toString(), "-c", PYTHON_SOCKET + WAIT)) {
            assertEquals(program.toString(), holders.identify(WantedSockets.one(child.number(), -1)).path());
        }
    }

    @Test
    void shouldNameOtherUsersProcess() {
        Child.needsRoot();
        Child.needs("/usr/bin/setpriv");
        Child.needsPython();
        try (Child child = Child.run("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                "/usr/bin/python3", "-c", PYTHON_SOCKET + WAIT)) {
            ProcessIdentity process = holders.identify(WantedSockets.one(child.number(), -1));
            assertEquals(child.pid(), process.pid());
            assertNotNull(process.path());
        }
    }

    @Test
    void shouldNotTrustBindMountInAnotherMountNamespace(@TempDir Path folder) throws IOException {
        Child.needsPython();
        Path program = copyOfPython(folder);
        Path victim = Files.copy(Path.of("/bin/true"), folder.resolve("curl"));
        try (Child child = Child.run("/usr/bin/unshare", "-rm", "/bin/sh", "-c",
                "mount --bind " + program + " " + victim + " && exec " + victim + " -c \"$1\"", "sh", PYTHON_SOCKET + WAIT)) {
            ProcessIdentity process = holders.identify(WantedSockets.one(child.number(), -1));
            assertNull(process.path());
            assertEquals(victim + " (in another mount namespace)", process.display());
        }
    }

    @Test
    void shouldNotTrustSameFileInAnotherUserNamespace() {
        Child.needsPython();
        try (Child child = Child.run("/usr/bin/unshare", "-r", "/usr/bin/python3", "-c", PYTHON_SOCKET + WAIT)) {
            ProcessIdentity process = holders.identify(WantedSockets.one(child.number(), -1));
            assertEquals(child.pid(), process.pid());
            assertNull(process.path());
            assertTrue(process.display().endsWith(" (in another user namespace)"), process.display());
        }
    }

    @Test
    void shouldNotTrustExeLinkThatAProcessSetItself(@TempDir Path folder) throws Exception {
        Child.needs("/usr/bin/cc");
        Path source = folder.resolve("exelink.c");
        Path program = folder.resolve("exelink");
        try (InputStream text = getClass().getResourceAsStream("exelink.c")) {
            Files.copy(text, source);
        }
        assertEquals(0, new ProcessBuilder("/usr/bin/cc", "-o", program.toString(), source.toString()).start().waitFor());
        try (Child child = Child.run(program.toString(), "/bin/sleep")) {
            long inode = child.number();
            // What other firewalls would look at: the link reads as the other program, and leads to it.
            Path link = Path.of("/proc/" + child.pid() + "/exe");
            assertTrue(Files.isSameFile(link, Path.of("/bin/sleep")));
            ProcessIdentity process = holders.identify(WantedSockets.one(inode, -1));
            assertEquals(child.pid(), process.pid());
            assertNull(process.path());
            assertTrue(process.display().endsWith("sleep (in another user namespace)"), process.display());
        }
    }

    @Test
    void shouldNotNameProcessWhoseFirstThreadHasEnded() {
        String script = PYTHON_SOCKET + "import ctypes,threading\n"
                + "def stay():\n time.sleep(0.3)\n print('alone',flush=True)\n time.sleep(60)\n"
                + "threading.Thread(target=stay).start()\nctypes.CDLL(None).pthread_exit(None)\n";
        try (Child child = Child.python(script)) {
            long inode = child.number();
            child.line();
            assertEquals("unknown: process " + child.pid() + " has no executable", holders.identify(WantedSockets.one(inode, -1)).display());
        }
    }

    /** clone(CLONE_FILES) without CLONE_VM, which is a fork but for the table. */
    private static final String CLONE = "import ctypes,platform\nlibc=ctypes.CDLL(None)\n"
            + "def clone():\n return libc.syscall(56 if platform.machine()=='x86_64' else 220,0x400|17,0,0,0,0)\n";

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void shouldNameTheOldestOfProcessesThatShareATable(int more) {
        String script = PYTHON_SOCKET + CLONE + "u=[os.dup(s.fileno()) for _ in range(" + more + ")]\n"
                + "for _ in range(3):\n if clone()==0: break\nprint('x',flush=True)\n" + WAIT;
        try (Child child = Child.python(script)) {
            long inode = child.number();
            for (int i = 0; i < 4; i++) {
                child.line();
            }
            assertEquals(child.pid(), holders.identify(WantedSockets.one(inode, 0)).pid());
        }
    }

    /**
     * Makes so many processes of a user, or of one whose processes are root's in /proc (prctl(PR_SET_DUMPABLE)), that he has more descriptors
     * than are looked at. Prints the inode of a socket of his, which the last of the processes holds.
     */
    static Child hoarder(boolean isDumpable) {
        Child.needsRoot();
        return Child.python("import ctypes,os,resource,socket,time\n"
                + "most=resource.getrlimit(resource.RLIMIT_NOFILE)[1]\nresource.setrlimit(resource.RLIMIT_NOFILE,(most,most))\n"
                + "os.setresgid(65534,65534,65534)\nos.setresuid(65534,65534,65534)\n"
                + "null=os.open('/dev/null',os.O_RDONLY)\nn=min(most-64,8192)\n[os.dup(null) for _ in range(n)]\n"
                + "def settle(): ctypes.CDLL(None).prctl(4," + (isDumpable ? 1 : 0) + ",0,0,0)\n"
                + "settle()\n"
                + "for _ in range(3*16384//n+3):\n if os.fork()==0:\n  settle()\n  time.sleep(60)\n"
                + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\nprint(os.fstat(s.fileno()).st_ino,flush=True)\n"
                + "if os.fork()==0:\n settle()\n time.sleep(60)\ns.close()\nprint('x',flush=True)\ntime.sleep(60)\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLetTooManyDescriptorsCountAgainstTheirUserAlone(boolean isDumpable) {
        try (Child hoarder = hoarder(isDumpable); Child child = Child.python(PYTHON_SOCKET + WAIT)) {
            long hoarded = hoarder.number();
            hoarder.line();
            assertEquals(child.pid(), holders.identify(WantedSockets.one(child.number(), 0)).pid());
            String shown = holders.identify(WantedSockets.one(hoarded, 65534)).display();
            assertEquals("unknown: user 65534 has too many open files to look through them all for the socket", shown);
        }
    }

    private static Path copyOfPython(Path folder) throws IOException {
        Child.needsPython();
        Path copy = Files.copy(Path.of("/usr/bin/python3").toRealPath(), folder.resolve("program"));
        return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
