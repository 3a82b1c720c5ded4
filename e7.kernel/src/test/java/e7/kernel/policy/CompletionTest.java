package e7.kernel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.rule.CriterionProvider;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.FakeReference;
import e7.kernel.pipeline.PluginReference;
import e7.kernel.rule.RuleTable;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    private final Completion completion = completion(new FakeProvider());

    private static Completion completion(FakeProvider provider) {
        PluginReference reference = PluginReference.of(provider.reference(), CriterionProvider.CRITERION);
        CriterionPlugin plugin = new CriterionPlugin(provider, reference, gone -> {});
        return new Completion(RuleTable.initial(new PluginCatalog(List.of(plugin)), Clock.systemUTC()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "al | allow",
        "e | enable",
        "allow u | udp",
        "\"allow \" | any tcp udp icmp dport= path=",
        "allow d | dport=",
        "allow tcp p | path= priority=",
        "clear tcp p | path=",
        "explain tcp n | \"\"",
        "allow dport= | dport=53 dport=80",
        "allow dport=5 | dport=53",
        "allow dport!=53,8 | dport!=53,80",
        "allow path=/ | \"\"",
        "allow nosuch= | \"\"",
        "mode o | observe",
        "\"mode \" | disabled enabled block observe",
        "set dr | drops",
        "\"set drops \" | on off",
        "set drops on x | \"\"",
        "get up | \"\"",
        "e7:block dpo | dport=",
        "frobnicate x | \"\""
    })
    void shouldOfferWhatMayFollow(String statement, String expected) {
        assertEquals(expected, String.join(" ", completion.complete(statement)));
    }

    @Test
    void shouldOfferEveryCommandToBeginWith() {
        assertTrue(completion.complete("").containsAll(List.of("allow", "block", "clear", "set", "enable")));
    }

    @Test
    void shouldOfferNothingWhenThePluginFails() {
        FakeProvider failing = new FakeProvider() {
            @Override
            public List<String> complete(String name, String prefix) {
                throw new IllegalStateException("broken");
            }
        };
        assertEquals(List.of(), completion(failing).complete("allow dport="));
    }

    @Test
    void shouldNameAReferenceWithoutAProperty() {
        PluginReference nameless = PluginReference.of(new FakeReference<>("x", "y", 0), CriterionProvider.CRITERION);
        assertEquals(List.of(), nameless.names());
    }
}
