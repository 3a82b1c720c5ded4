package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import e7.api.rule.CriterionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionTest {

    @ParameterizedTest(name = "{1}")
    @MethodSource("e7.rules.protocol.AllocationTest#criteria")
    void shouldBeOneLineWhenAsked(CriterionProvider provider, String name) {
        assertFalse(provider.describe(name).isBlank());
        assertFalse(provider.describe(name).contains("\n"));
    }

    @Test
    void shouldTellSidesApartWhenProviderHasTwo() {
        assertNotEquals(new AddressCriterionProvider().describe("src"), new AddressCriterionProvider().describe("dst"));
        assertNotEquals(new PortCriterionProvider().describe("sport"), new PortCriterionProvider().describe("dport"));
    }
}
