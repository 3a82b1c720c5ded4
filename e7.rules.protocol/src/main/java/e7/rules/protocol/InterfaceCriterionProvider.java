package e7.rules.protocol;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@link InterfaceCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=interface")
public final class InterfaceCriterionProvider implements CriterionProvider {

    private static final int ONE_INTERFACE = 100;
    private static final int SEVERAL_INTERFACES = 50;

    /** IFNAMSIZ of linux/if.h, less the final zero byte. */
    private static final int LONGEST_NAME = 15;

    private final Path interfaces;

    /** With the interfaces of this network namespace for completion. */
    @Activate
    public InterfaceCriterionProvider() {
        this(Path.of("/proc/self/net/dev"));
    }

    InterfaceCriterionProvider(Path interfaces) {
        this.interfaces = interfaces;
    }

    /** An interface need not be there yet: VPNs and hotplugged devices come and go, and their rules must be there before them. */
    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<String> names = new ArrayList<>();
        List<String> beginnings = new ArrayList<>();
        for (String value : values) {
            check(value);
            if (value.endsWith("*")) {
                beginnings.add(value.substring(0, value.length() - 1));
            } else {
                names.add(value);
            }
        }
        int widest = beginnings.isEmpty() ? ONE_INTERFACE : SEVERAL_INTERFACES;
        return new InterfaceCriterion(names, beginnings, Values.specificity(widest, values.size()));
    }

    private static void check(String value) throws RuleSyntaxException {
        String written = "interface=" + value;
        if (value.equals("*")) {
            throw new RuleSyntaxException(written + ": that is every interface; leave the criterion out");
        }
        String name = value.endsWith("*") ? value.substring(0, value.length() - 1) : value;
        if (name.indexOf('*') >= 0) {
            throw new RuleSyntaxException(written + ": a * can only be the last character");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new RuleSyntaxException(written + ": names of interfaces have at most " + LONGEST_NAME + " bytes");
        }
        // What dev_valid_name() of the kernel refuses can be no interface's name, so such a rule could never match.
        boolean isFolder = value.equals(".") || value.equals("..");
        if (name.isEmpty() || isFolder || !name.chars().allMatch(InterfaceCriterionProvider::isNameCharacter)) {
            throw new RuleSyntaxException(written + ": no interface can have that name; write one such as eth0, or eth*");
        }
    }

    private static boolean isNameCharacter(int c) {
        return c != '/' && c != ':' && !Character.isWhitespace(c) && !Character.isISOControl(c);
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        check(value);
        if (value.endsWith("*")) {
            throw new RuleSyntaxException("interface=" + value + ": a packet leaves by one interface; write its whole name");
        }
        packet.interfaceName(value);
    }

    @Override
    public List<String> complete(String name, String prefix) {
        try {
            // Two lines of headings, then "  eth0: figures"; the headings have no colon.
            List<String> present = Files.readString(interfaces).lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .map(line -> line.substring(0, line.indexOf(':')).strip())
                    .toList();
            return Values.complete(prefix, present);
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public String describe(String name) {
        return "the interface the packet leaves by: a name such as eth0, or the beginning of names with a *, such as eth*";
    }
}
