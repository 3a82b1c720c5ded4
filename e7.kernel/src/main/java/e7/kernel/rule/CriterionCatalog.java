package e7.kernel.rule;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Set;

/** Where criteria come from, at one moment: the built-in one and those of the plugins that are present. */
public interface CriterionCatalog {

    /** The names of the criteria that can be made now, {@code path} among them. */
    Set<String> names();

    /**
     * Makes a criterion of a plugin that is present.
     *
     * @throws RuleSyntaxException if the value is not understood
     */
    Criterion make(String name, List<String> values) throws RuleSyntaxException;

    /** Stands for who makes the criteria of this name: as long as it is the same, a criterion that was made before is as good as a new one. */
    default Object maker(String name) {
        return this;
    }

    /** Gives a sketched packet the property {@code name=value}. */
    void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException;

    /** Values that begin with {@code prefix}, for completion. */
    List<String> complete(String name, String prefix);

    /** One line on the criterion, for {@code help}. */
    String describe(String name);
}
