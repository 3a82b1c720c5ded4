package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Facet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupCriterionProviderTest {

    @TempDir
    Path folder;

    private GroupCriterionProvider provider;

    @BeforeEach
    void setUp() throws Exception {
        Path accounts = folder.resolve("accounts");
        Files.writeString(accounts, "root:x:0:\nstaff:x:50:\n");
        provider = new GroupCriterionProvider(accounts, IdMap.WHOLE, null);
    }

    @ParameterizedTest
    @CsvSource({"50, YES", "0, NO", "5, NO", "-1, UNKNOWN"})
    void shouldTestGroupWhenPacketComes(long number, Match expected) throws Exception {
        assertEquals(expected, provider.parse("group", List.of("staff")).test(new PacketSketch().gid(number)));
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        Criterion criterion = provider.parse("group", List.of("staff", "7"));
        assertEquals(Set.of(Facet.GID), criterion.facets());
        assertEquals(99, criterion.specificity());
        assertTrue(criterion.isPure());
        assertEquals(List.of(new Bounds(Facet.GID, List.of(Bounds.Range.of(7), Bounds.Range.of(50)))), criterion.bounds());
        assertEquals("gid 7,50", criterion.toString());
    }

    @Test
    void shouldSketchNumberWhenValueIsNameOrNumber() throws Exception {
        PacketSketch packet = new PacketSketch();
        provider.sketch("group", "staff", packet);
        assertEquals(50, packet.gid());
        provider.sketch("group", "7", packet);
        assertEquals(7, packet.gid());
        assertThrows(RuleSyntaxException.class, () -> provider.sketch("group", "nobody-here", packet));
    }

    @Test
    void shouldCompleteWhenPrefixFits() {
        assertEquals(List.of("staff"), provider.complete("group", "st"));
    }

    @Test
    void shouldDescribeInOneLineWhenAsked() {
        assertFalse(provider.describe("group").contains("\n"));
    }

    @Test
    void shouldKnowRootWhenAccountsAreThisHosts() throws Exception {
        assertEquals("gid 0", new GroupCriterionProvider(null).parse("group", List.of("root")).toString());
    }
}
