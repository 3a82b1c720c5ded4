package e7.rules.user;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Makes {@link UserCriterion}s, with names from /etc/passwd. */
@Component(property = CriterionProvider.CRITERION + "=user")
public final class UserCriterionProvider implements CriterionProvider {

    private final AccountParser parser;

    /**
     * With this host's users.
     *
     * @param logger is told when a name came to stand for another number or no packet can match; null where there is no log service
     */
    @Activate
    public UserCriterionProvider(
            @Reference(name = "log", service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL)
                    Logger logger) {
        this(Path.of("/etc/passwd"), IdMap.read(Path.of("/proc/self/uid_map")), logger);
    }

    UserCriterionProvider(Path accounts, IdMap present, Logger logger) {
        parser = new AccountParser("user", accounts, present, warning -> {
            if (logger != null) {
                logger.warn(warning);
            }
        });
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        return new UserCriterion(parser.parse(values));
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        packet.uid(parser.parseOne(value));
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return parser.complete(prefix);
    }

    @Override
    public String describe(String name) {
        return "the user that owns the sending socket: a name in /etc/passwd as it is when the rule is made, or a uid";
    }
}
