package e7.itest.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Account;
import e7.itest.live.Product;
import e7.itest.live.Programs;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks under {@code run/e7 sandbox}. Scripts print {@code NAME=EXIT CODE}; a packet that was let past shows as 0 where another code is
 * expected.
 */
class AttacksIT {

    /** Nothing passes but curl and the server's replies. */
    private static final String CURL_ALONE = "set unkrule block\nallow path=/usr/bin/curl\nallow direction=in\n";

    /** Runs a command as an ordinary user of the sandbox. */
    private static final String AS_NOBODY = "nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; }\n";

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private record Attack(String name, String rules, String script, String expected, boolean root, String... needs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Attack> ATTACKS = List.of(
            new Attack(
                    "a bind mount over an allowed program, in a mount namespace of one's own",
                    CURL_ALONE,
                    """
                    code honest web
                    code bound nobody unshare -rm bash -c 'mount --bind "$(readlink -f "$(command -v bash)")" /usr/bin/curl && exec /usr/bin/curl -c "\
                    exec 3<>/dev/tcp/127.0.0.1/8000; echo hello >&3"' &
                    attacker=$!; sleep 1; kill $attacker 2> /dev/null; wait $attacker 2> /dev/null
                    echo passed=$(grep -c hello served)
                    """,
                    "honest=0 passed=0",
                    true,
                    "curl",
                    "setpriv"),
            new Attack(
                    "another program executed in the process that holds the socket",
                    "set unkrule block\nallow direction=in\nallow path=/usr/bin/python3\n",
                    """
                    cat > exec.py <<'END'
                    import os, socket
                    s = socket.create_connection(("127.0.0.1", 8000), 3)
                    s.set_inheritable(True)
                    os.execv("/bin/bash", ["bash", "-c", "echo hello >&%d; sleep 1" % s.fileno()])
                    END
                    code exec /usr/bin/python3 exec.py
                    echo passed=$(grep -c hello served)
                    """,
                    "exec=0 passed=0",
                    false,
                    "/usr/bin/python3"),
            new Attack(
                    "a socket kept by its maker while an allowed program holds it too",
                    CURL_ALONE,
                    """
                    cat > share.py <<'END'
                    import os, socket, subprocess, time
                    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    s.set_inheritable(True)
                    child = subprocess.Popen(["/usr/bin/curl", "-s", "-m", "3", "http://127.0.0.9:9/"], close_fds=False)
                    time.sleep(0.5)
                    for i in range(5):
                        s.sendto(b"hello", ("127.0.0.1", 8000))
                        time.sleep(0.1)
                    s.settimeout(0.5)
                    try:
                        s.recv(10)
                        print("answered=1")
                    except OSError:
                        print("answered=0")
                    child.kill()
                    END
                    /usr/bin/python3 share.py
                    """,
                    "answered=0",
                    false,
                    "/usr/bin/python3",
                    "curl"),
            new Attack(
                    "a copy of a blocked program: passes a rule about its path, and not deny by default",
                    "block path=/usr/bin/curl\n",
                    "cp /usr/bin/curl copied; code original web; code copy ./copied -s -m 2 http://127.0.0.1:8000/",
                    "original=28 copy=0",
                    false,
                    "curl"),
            new Attack(
                    "a copy of an allowed program where all else is denied",
                    CURL_ALONE,
                    "cp /usr/bin/curl copied; code original web; code copy ./copied -s -m 2 http://127.0.0.1:8000/",
                    "original=0 copy=28",
                    false,
                    "curl"),
            new Attack(
                    "a second user on the same UDP port",
                    "block user=65534\nallow udp\n",
                    """
                    cat > port.py <<'END'
                    import os, socket, sys
                    def bound():
                        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                        s.bind(("127.0.0.1", 7000))
                        return s
                    def send(s):
                        s.settimeout(1)
                        s.sendto(b"hello", ("127.0.0.1", 8000))
                    for first in (True, False):
                        pid = os.fork()
                        if pid == 0:
                            if first: os.setuid(65534)
                            s = bound(); os.write(1, b""); import time; time.sleep(1.5)
                            if first: send(s)
                            os._exit(0)
                        import time; time.sleep(0.7)
                        s = None
                        if not first:
                            pid2 = os.fork()
                            if pid2 == 0:
                                os.setuid(65534); s = bound(); send(s); os._exit(0)
                            os.waitpid(pid2, 0)
                        else:
                            s = bound()
                        os.waitpid(pid, 0)
                    END
                    /usr/bin/python3 port.py
                    echo passed=$(grep -c hello served)
                    """,
                    "passed=0",
                    true,
                    "/usr/bin/python3"),
            new Attack(
                    "the firewall's own mark bits, set by the sender",
                    "block path=/usr/bin/python3\n",
                    """
                    cat > mark.py <<'END'
                    import socket
                    for mark in [1 << bit for bit in range(32)] + [0x0e700000, 0xffffffff]:
                        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                        s.setsockopt(socket.SOL_SOCKET, 36, mark.to_bytes(4, "little"))
                        s.sendto(b"hello", ("127.0.0.1", 8000))
                    END
                    code mark /usr/bin/python3 mark.py
                    echo passed=$(grep -c hello served)
                    """,
                    "mark=0 passed=0",
                    false,
                    "/usr/bin/python3"),
            new Attack(
                    "a sender that is gone before it can be named, against a rule about its path",
                    "block path=/usr/bin/python3\nallow udp\n",
                    """
                    cat > gone.py <<'END'
                    import os, socket
                    for i in range(100):
                        pid = os.fork()
                        if pid == 0:
                            socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hello", ("127.0.0.1", 8000))
                            os._exit(0)
                        os.waitpid(pid, 0)
                    END
                    code gone /usr/bin/python3 gone.py
                    echo passed=$(grep -c hello served)
                    """,
                    "gone=0 passed=0",
                    false,
                    "/usr/bin/python3"),
            new Attack(
                    "a flood of sockets by one user while another works",
                    "allow udp\n",
                    """
                    cat > flood.py <<'END'
                    import socket, time
                    end = time.time() + 4
                    while time.time() < end:
                        for i in range(200):
                            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                            s.setblocking(False)
                            try: s.sendto(b"x", ("127.0.0.1", 9))
                            except OSError: pass
                    END
                    work() { timeout 15 bash -c "exec 3<>/dev/tcp/127.0.0.1/8000; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; grep -q OK <&3"; }
                    nobody /usr/bin/python3 flood.py & flood=$!
                    sleep 0.5
                    for i in 1 2 3; do code work$i work; done
                    kill $flood 2> /dev/null; wait $flood
                    """,
                    "work1=0 work2=0 work3=0",
                    true,
                    "/usr/bin/python3",
                    "setpriv"));

    static Stream<Arguments> attacks() {
        return ATTACKS.stream().flatMap(one -> Stream.of(Account.values()).map(account -> Arguments.of(account, one)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attacks")
    void shouldNotGetPast(Account account, Attack attack) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(account == Account.ROOT || !attack.root, "other users do not exist in an ordinary user's namespace");
        for (String program : attack.needs) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }
        String script = "cd $(mktemp -d -p .)\nchmod a+rwx .\nserve served\n" + AS_NOBODY + attack.script;

        Product.Result result = product.sandbox(account, attack.rules, script);

        assertEquals(attack.expected, String.join(" ", result.out().lines().toList()), result::toString);
    }
}
