package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of("root", "alice", "bob", "www-data", "systemd-network");

    @ParameterizedTest
    @CsvSource({
        "alise, alice", "alic, alice", "alicee, alice", "laice, alice", "Alice, alice", "rot, root", "bbo, bob",
        "wwwdata, www-data", "systemd-netwrk, systemd-network"
    })
    void shouldFindNameWhenFewLettersDiffer(String typed, String nearest) {
        assertEquals(Optional.of(nearest), NearestName.of(typed, NAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "carol", "systemd", "abcdefghijklmnop"})
    void shouldFindNothingWhenTooMuchDiffers(String typed) {
        assertEquals(Optional.empty(), NearestName.of(typed, NAMES));
    }

    @Test
    void shouldTakeFirstWhenTwoAreEquallyNear() {
        assertEquals(Optional.of("anna"), NearestName.of("ann", List.of("anna", "anne")));
    }
}
