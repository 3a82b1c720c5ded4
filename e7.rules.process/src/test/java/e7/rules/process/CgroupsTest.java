package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.rule.Match;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgroupsTest {

    private static final String USERS_OWN = "/user.slice/user-1000.slice/user@1000.service/app.slice/nginx.service";

    @ParameterizedTest
    @CsvSource({
        "/system.slice/nginx.service, nginx.service, YES",
        "/system.slice/nginx.service/worker, nginx.service, YES",
        "/system.slice/nginx.service, system.slice, YES",
        "/system.slice/system-getty.slice/getty@tty1.service, getty@tty1.service, YES",
        "/system.slice/_cpu.service, cpu.service, YES",
        "/system.slice/nginx.service, apache2.service, NO",
        USERS_OWN + ", nginx.service, NO",
        USERS_OWN + ", app.slice, NO",
        USERS_OWN + ", user@1000.service, YES",
        USERS_OWN + ", user-1000.slice, YES",
        USERS_OWN + ", /user.slice/, YES",
        "/user.slice, /user.slice/, YES",
        "/user.slices, /user.slice/, NO",
        "/user.slice/a, /user.slice, NO",
        "/nginx.service/nginx.service (deleted), nginx.service, YES",
        "/nginx.service (deleted), nginx.service, NO",
        "/, nginx.service, NO",
        "/, /, YES",
    })
    void shouldSayWhetherAPathIsTheUnits(String path, String wanted, Match expected) {
        assertEquals(expected, UnitKind.match(Cgroups.parse(("0::" + path + "\n").getBytes(StandardCharsets.UTF_8)), List.of(wanted)));
    }

    @Test
    void shouldReadVersion2AndSystemdsHierarchyAlone() {
        String lines = "9:name=systemd:/system.slice/cron.service\n8:pids:/evil.service\n3:cpu,cpuacct:/evil.service\n1:name=elogind:/7\n0::/a:b\n";
        assertEquals(new Cgroups(List.of("/system.slice/cron.service", "/a:b"), true), Cgroups.parse(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldBeUnknownWhenItIsOutsideOfOurNamespaceOrNowhere() {
        assertEquals(new Cgroups(List.of(), false), Cgroups.parse("0::/../x\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(new Cgroups(List.of(), false), Cgroups.parse("4:memory:/x\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Match.UNKNOWN, UnitKind.match(new Cgroups(List.of(), false), List.of("/x")));
    }

    @Test
    void shouldNameTheUnitWhenThereIsOne() {
        assertEquals(Optional.of("user@1000.service"), Cgroups.unit(USERS_OWN));
        assertEquals(Optional.empty(), Cgroups.unit("/docker/0a1b"));
        assertEquals(Optional.empty(), Cgroups.unit("/"));
    }
}
