package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.foreign.opensnitch.SnitchRule.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static final Map<String, List<String>> ALIASES =
            Map.of("LAN", List.of("10.0.0.0/8", "::1", "fc00::/7"), "EMPTY", List.of(), "HOSTS", List.of("::1"));

    /** {@code OPERAND TYPE DATA}, several separated by {@code &}. */
    private static Operator operator(String text) {
        List<Operator> all = Stream.of(text.split(" & ")).map(WordingTest::one).toList();
        return all.size() == 1 ? all.get(0) : new Operator("list", "list", "", false, all);
    }

    private static Operator one(String text) {
        String[] parts = text.split(" ", 3);
        return new Operator(parts[1], parts[0], parts.length == 3 ? parts[2] : "", false, List.of());
    }

    private static String words(boolean allows, String conditions) throws UnsayableException {
        Wording wording = new Wording(allows, ALIASES);
        wording.add(operator(conditions));
        return String.join(" ", wording.words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "true simple > ''",
        "process.path simple /nosuch/curl > path=/nosuch/curl",
        "process.path simple /nosuch/a,b > path=/nosuch/a,,b",
        "process.path regexp ^/nosuch/(a|b)$ > path=/nosuch/a,/nosuch/b",
        "process.path regexp ^/nosuch/google/.* > path=/nosuch/google/",
        "process.parent.path simple /nosuch/bash > parent=/nosuch/bash",
        "process.command simple curl -s > cmdline=curl -s",
        "process.command simple a* b? c\\d, > cmdline=a\\* b\\? c\\\\d,,",
        "process.command regexp ^python3 (a|b)\\.py > cmdline=python3 a.py*,python3 b.py*",
        "user.id simple 1000 > user=1000",
        "user.id regexp ^(1000|1001)$ > user=1000,1001",
        "user.name simple alice > user=alice",
        "dest.port simple 443 > dport=443",
        "dest.port regexp ^(80|443)$ > dport=80,443",
        "dest.port range 8000 - 9000 > dport=8000-9000",
        "dest.port range 60000-99999 > dport=60000-65535",
        "dest.port range 25-25 > dport=25",
        "source.port simple 68 > sport=68",
        "dest.ip simple 192.0.2.1 > dst=192.0.2.1",
        "dest.ip simple 2001:DB8::1 > dst=2001:db8::1",
        "dest.ip regexp ^(127\\.0\\.0\\.1|::1)$ > dst=127.0.0.1,::1",
        "dest.ip regexp ^192\\.168\\..* > dst=192.168.0.0/16",
        "source.ip simple 192.0.2.1 > src=192.0.2.1",
        "dest.network network 10.1.2.3/8 > dst=10.0.0.0/8",
        "dest.network network LAN > dst=10.0.0.0/8,fc00::/7",
        "source.network network 10.0.0.0/8 > src=10.0.0.0/8",
        "iface.out simple wg0 > interface=wg0",
        "iface.out regexp ^(wg|tun).* > interface=wg*,tun*",
        "protocol simple TCP > protocol=tcp dst=0.0.0.0/0",
        "protocol simple tcp6 > protocol=tcp dst=::/0",
        "protocol regexp ^(tcp|tcp6)$ > protocol=tcp",
        "protocol regexp ^udp(|6|lite|lite6)$ > protocol=udp,udplite",
        "protocol simple icmp > protocol=icmp dst=0.0.0.0/0",
        "protocol simple tcp & dest.network network LAN > protocol=tcp dst=10.0.0.0/8",
        "protocol simple udp6 & source.network network LAN > protocol=udp src=fc00::/7",
        "process.path simple /nosuch/nc & dest.port simple 25 & user.id simple 0 > path=/nosuch/nc dport=25 user=0"
    })
    void shouldSayWhatForbids(String conditions, String expected) throws UnsayableException {
        assertEquals((expected + " direction=out").strip(), words(false, conditions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "true simple > protocol=tcp,udp,udplite,sctp,icmp",
        "process.path simple /nosuch/curl > protocol=tcp,udp,udplite,sctp,icmp path=/nosuch/curl",
        "dest.port simple 443 > protocol=tcp,udp,udplite,sctp dport=443",
        "protocol regexp ^(tcp|tcp6)$ & dest.port simple 443 > protocol=tcp dport=443"
    })
    void shouldLetPassOnlyWhatOpenSnitchJudges(String conditions, String expected) throws UnsayableException {
        assertEquals(expected + " direction=out", words(true, conditions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "dest.host simple example.org > dest.host: names of hosts are not looked up",
        "process.command regexp curl > its regular expression curl is not tied to the beginning with ^",
        "process.command simple > OpenSnitch knows no command line ''",
        "process.command simple curl  -s > OpenSnitch knows no command line 'curl  -s'",
        "process.id simple 1 > process.id: a process is not named by its number, which another gets after it",
        "process.env.HOME simple /root > process.env.HOME: the environment of a process is not looked at, since every process writes its own",
        "process.hash.md5 simple 0123 > process.hash.md5: MD5 and SHA-1 sums of programs are not compared",
        "lists.hash.md5 lists /etc/lists > lists.hash.md5: MD5 sums of programs are not compared",
        "lists.ips lists nosuch > 'nosuch' is not the whole path of a folder of lists",
        "lists.nets lists /nosuch > the folder of lists /nosuch cannot be read",
        "iface.in simple eth0 > iface.in: what this host sends has come in by no interface",
        "quota simple 1 > there is no 'quota' here",
        "process.path simple curl > no program has the path 'curl'",
        "process.path simple > no program has the path ''",
        "process.path simple /usr/bin/ > no program has the path '/usr/bin/'",
        "process.path regexp ^/opt/goo.* > '/opt/goo' is the beginning of a name, and neither a file nor a folder",
        "process.path regexp /opt/google/.* > its regular expression /opt/google/.* is not tied to the beginning with ^",
        "process.path range 1-2 > process.path of type 'range' has no equal here",
        "user.id simple 01 > no user has the number '01'",
        "user.id simple 4294967295 > no user has the number '4294967295'",
        "user.id range 1-2 > user.id of type 'range' has no equal here",
        "user.id regexp ^10 > its regular expression ^10 is not tied to the end with $",
        "user.name simple 1000 > '1000' is taken for a number here and for a name by OpenSnitch",
        "user.name regexp ^a$ > OpenSnitch compares names of users by type simple alone, not regexp",
        "dest.port simple 0 > ICMP has port 0 in OpenSnitch, and no port here",
        "dest.port range 0-1023 > ICMP has port 0 in OpenSnitch, and no port here",
        "dest.port simple 65536 > there is no port '65536'",
        "dest.port simple 080 > there is no port '080'",
        "dest.port simple http > there is no port 'http'",
        "dest.port range 9-8 > '9-8' is no range of ports",
        "dest.port range 70000-80000 > '70000-80000' is no range of ports",
        "dest.ip simple ::0001 > OpenSnitch compares addresses as text, and never finds '::0001', which it writes ::1",
        "dest.ip simple localhost > 'localhost' is neither an address nor a network",
        "dest.ip regexp ^127.0.0.1$ > its regular expression ^127.0.0.1$ has '.', which stands for more than itself",
        "dest.ip regexp ^10\\.1 > '10.1' is not the beginning of a network's addresses",
        "dest.network simple 10.0.0.0/8 > dest.network of type 'simple' has no equal here",
        "dest.network network WAN > 'WAN' is no network, and no name in a file network_aliases.json beside the folder",
        "dest.network network EMPTY > its list of networks is empty, so it is never true",
        "dest.network network HOSTS > its list of networks is empty, so it is never true",
        "iface.out simple eth* > no interface has the name 'eth*'",
        "iface.out simple > no interface has the name ''",
        "protocol simple gre > OpenSnitch names no protocol 'gre'",
        "protocol regexp ^(tcp|udp6)$ > its protocols differ between IPv4 and IPv6",
        "protocol simple tcp6 & dest.ip simple 192.0.2.1 > its protocol is of the other version of IP than its address, so it is never true",
        "dest.ip simple 192.0.2.1 & dest.network network LAN > it has two conditions that are both about dst",
        "protocol simple tcp & protocol simple udp > it has two conditions that are both about protocol",
        "process.path simple /nosuch/nc & dest.host simple example.org > dest.host: names of hosts are not looked up",
        "process.path simple /nosuch/nc & list list > there is no 'list' here"
    })
    void shouldSayWhyNot(String conditions, String reason) {
        assertEquals(reason, assertThrows(UnsayableException.class, () -> words(false, conditions)).getMessage());
    }

    @Test
    void shouldNotTakeAnEmptyListForEverything() {
        Operator empty = new Operator("list", "list", "", false, List.of());
        Operator none = new Operator("", "", "", false, List.of());
        for (Operator operator : List.of(empty, none)) {
            assertThrows(UnsayableException.class, () -> new Wording(true, ALIASES).add(operator));
        }
    }

    @Test
    void shouldHeedLetterCaseWhereOpenSnitchDoes() throws UnsayableException {
        assertThrows(UnsayableException.class, () -> new Wording(true, ALIASES).add(new Operator("simple", "protocol", "TCP", true, List.of())));
        assertThrows(UnsayableException.class, () -> new Wording(true, ALIASES).add(new Operator("simple", "dest.ip", "FE80::1", true, List.of())));
        Wording any = new Wording(true, ALIASES);
        any.add(new Operator("simple", "process.path", "/nosuch/Curl", false, List.of()));
        assertTrue(any.ignoresCase());
        Wording exact = new Wording(true, ALIASES);
        exact.add(new Operator("simple", "process.path", "/nosuch/Curl", true, List.of()));
        exact.add(new Operator("simple", "dest.port", "443", false, List.of()));
        assertFalse(exact.ignoresCase());
    }

    @Test
    void shouldAllowNothingThatALinkLeadsTo(@TempDir Path folder) throws IOException, UnsayableException {
        Path real = folder.toRealPath();
        Path program = Files.createFile(real.resolve("program"));
        Path link = Files.createSymbolicLink(real.resolve("link"), program);
        Operator operator = new Operator("simple", "process.path", link.toString(), true, List.of());
        String reason = assertThrows(UnsayableException.class, () -> new Wording(true, ALIASES).add(operator)).getMessage();
        assertEquals(link + " is a link to " + program + ", which OpenSnitch does not follow and which would be allowed here", reason);
        Wording denying = new Wording(false, ALIASES);
        denying.add(operator);
        assertEquals(List.of("path=" + link, "direction=out"), denying.words());
        assertEquals(List.of(link + " is a link to " + program + ", which it is about here, too"), denying.remarks());
        assertEquals("path=" + program + " direction=out", words(false, "process.path simple " + program));
    }

    @Test
    void shouldForbidByTheListsThatAreThere(@TempDir Path folder) throws IOException, UnsayableException {
        String conditions = "lists.nets lists " + folder;
        String reason = assertThrows(UnsayableException.class, () -> words(false, conditions)).getMessage();
        assertEquals("there is no list in " + folder, reason);
        for (String name : List.of("b.txt", "a,b.txt", ".hidden.txt", "none")) {
            Files.createFile(folder.resolve(name));
        }
        assertEquals("list=" + folder + "/a,,b.txt," + folder + "/b.txt direction=out", words(false, conditions));
        reason = assertThrows(UnsayableException.class, () -> words(true, conditions)).getMessage();
        assertEquals("lists.nets: what is taken out of a folder of lists would still be allowed here", reason);
    }
}
