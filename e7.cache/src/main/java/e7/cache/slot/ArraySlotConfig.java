package e7.cache.slot;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator may set about {@code array-slot}; holds for caches made from then on. */
@ObjectClassDefinition(name = "E7 cache strategy array-slot", description = "Entries in arrays of fields, searched from the hash's slot.")
@interface ArraySlotConfig {

    @AttributeDefinition(
            name = "slots",
            description = "Slots of each cache at most; the engine may ask for fewer. A miss looks at every slot.",
            min = "1",
            max = "1048576")
    int slots() default 512;

    @AttributeDefinition(
            name = "queue",
            description = "Changes of each cache that may wait for its writer; further ones are forgotten, which costs look-ups.",
            min = "1",
            max = "1048576")
    int queue() default 4096;

    @AttributeDefinition(
            name = "core",
            description = "Processor core to which the writer threads are tied, counted from 0; -1 ties them to none.",
            min = "-1",
            max = "4095")
    int core() default -1;
}
