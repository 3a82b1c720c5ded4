package e7.kernel.cache;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the caches, PID {@code e7.caches}. */
@ObjectClassDefinition(name = "E7 caches", description = "Which strategy each cache uses, and how many entries it has")
public @interface CacheConfig {

    /** Strategy of the process cache; empty: the best ranking. */
    @AttributeDefinition(description = "Strategy of the process cache, by its e7.strategy; empty for the one of the best ranking")
    String process() default "";

    /** Strategy of the verdict cache; empty: the best ranking. */
    @AttributeDefinition(description = "Strategy of the verdict cache, by its e7.strategy; empty for the one of the best ranking")
    String verdict() default "";

    /** Entries of the process cache. */
    @AttributeDefinition(description = "Entries of the process cache at most", min = "16")
    int processEntries() default 4096;

    /** Entries of the verdict cache. */
    @AttributeDefinition(description = "Entries of the verdict cache at most", min = "16")
    int verdictEntries() default 4096;
}
