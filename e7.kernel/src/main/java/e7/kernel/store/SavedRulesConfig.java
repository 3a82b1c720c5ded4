package e7.kernel.store;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the saved rules, PID {@code e7.rules}. */
@ObjectClassDefinition(name = "E7 saved rules", description = "Where rules and flags are kept for later runs")
public @interface SavedRulesConfig {

    /** The rules file. */
    @AttributeDefinition(description = "The rules file, absolute; where empty, the framework property e7.rules.file counts, and without it nothing is kept")
    String file() default "";

    /** How many versions are kept. */
    @AttributeDefinition(description = "How many versions of the rules are kept, the present one included", min = "1")
    int versions() default 32;
}
