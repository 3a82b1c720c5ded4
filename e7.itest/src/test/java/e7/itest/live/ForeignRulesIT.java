package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of other programs, imported, against real packets. */
class ForeignRulesIT {

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    /** Four programs that are one shell, so that only their paths tell them apart. */
    private static Product.Result script(Account account, String script) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        String whole =
                """
                here=$(pwd -P); mkdir snitch; bash=$(readlink -f "$(command -v bash)")
                for program in alpha beta gamma delta; do cp "$bash" $program; done
                # connect PROGRAM ADDRESS PORT: 1 where nothing listens there, 124 where no answer comes
                connect() { timeout 8 ./$1 -c "exec 3<>/dev/tcp/$2/$3" 2> /dev/null; echo "$1 $2 $3: $?"; }
                # together "ARGUMENTS OF connect"...: all at once
                together() { local one; for one; do connect $one & done | LC_ALL=C sort; }
                export -f connect together
                simple() { printf '{"type": "simple", "operand": "%%s", "data": "%%s", "list": [], "sensitive": false}' "$1" "$2"; }
                both() { printf '{"type": "list", "operand": "list", "data": "", "list": [%%s, %%s], "sensitive": false}' "$1" "$2"; }
                # rule NAME ACTION PRECEDENCE OPERATOR
                rule() {
                  printf '{"name": "%%s", "action": "%%s", "duration": "always", "enabled": true, "precedence": %%s, "operator": %%s}' "$@" > "snitch/$1.json"
                }
                e7() { %1$s sandbox "$@" 2>&1; }
                """
                        .formatted(product.launcher());
        return product.script(account, List.of("bash"), whole + script);
    }

    @ParameterizedTest
    @EnumSource
    void shouldJudgeAsOpenSnitchWould(Account account) throws Exception {
        Product.Result result = script(
                account,
                """
                rule 000-alpha-81 allow true "$(both "$(simple process.path $here/alpha)" "$(simple dest.port 81)")"
                rule allow-alpha allow false "$(simple process.path $here/alpha)"
                rule deny-alpha deny false "$(simple process.path $here/alpha)"
                rule allow-beta allow false "$(both "$(simple process.path $here/beta)" '{"type": "regexp", "operand": "dest.port", "data": "^(82|83)$"}')"
                rule deny-gamma deny false "$(both "$(simple process.path $here/gamma)" "$(simple protocol tcp)")"
                rule allow-gamma allow false "$(simple process.path $here/gamma)"
                rule deny-host deny false "$(simple dest.host example.org)"
                e7 -c 'set unkrule block; rules import --from opensnitch snitch' -- bash -c '
                  together "alpha 127.0.0.1 81" "alpha 127.0.0.1 82" "beta 127.0.0.1 82" "beta 127.0.0.1 84" \\
                    "gamma 127.0.0.1 82" "gamma ::1 82" "delta 127.0.0.1 82"'
                """);
        List<String> said = result.out().lines().toList();
        assertTrue(said.stream().anyMatch(line -> line.startsWith("deny-host ") && line.endsWith("names of hosts are not looked up")), result::toString);
        assertTrue(said.stream().anyMatch(line -> line.startsWith("6 of 7 carried over; ")), result::toString);
        assertEquals(
                List.of("alpha 127.0.0.1 81: 1", "alpha 127.0.0.1 82: 124", "beta 127.0.0.1 82: 1", "beta 127.0.0.1 84: 124",
                        "delta 127.0.0.1 82: 124", "gamma 127.0.0.1 82: 124", "gamma ::1 82: 1"),
                said.subList(said.size() - 7, said.size()),
                result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunEftirlitSevensCommands(Account account) throws Exception {
        Product.Result result = script(
                account,
                """
                cat > commands <<END
                # a file for EftirlitSeven's daemon
                block tcp $here/alpha
                allow 6 $here/alpha     # takes the place of the line above
                block any $here/beta
                clear any $here/nosuch
                set unkrule block
                set drops disabled
                enable
                END
                e7 -c 'allow any; rules import --replace --from eftirlitseven commands' -- bash -c '
                  together "alpha 127.0.0.1 82" "beta 127.0.0.1 82" "gamma 127.0.0.1 82"'
                """);
        List<String> said = result.out().lines().toList();
        assertTrue(said.stream().anyMatch(line -> line.startsWith("6 of 7 carried over; ")), result::toString);
        assertEquals(
                List.of("alpha 127.0.0.1 82: 1", "beta 127.0.0.1 82: 124", "gamma 127.0.0.1 82: 124"),
                said.subList(said.size() - 3, said.size()),
                result::toString);
    }
}
