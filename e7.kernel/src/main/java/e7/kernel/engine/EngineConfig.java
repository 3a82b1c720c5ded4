package e7.kernel.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the engine, PID {@code e7.engine}. */
@ObjectClassDefinition(name = "E7 engine", description = "The queues, and how many packets may wait for how long")
public @interface EngineConfig {

    /** The number of the first of the kernel's queues. */
    @AttributeDefinition(
            description = "Number of the first of the kernel's queues; the others follow it, and no other program may use them",
            min = "0", max = "65467")
    int queue() default 7;

    /** How many queues ordinary users share. */
    @AttributeDefinition(
            description = "Queues that ordinary users share, a power of two; root, packets of no user and users from 65536 on have four more",
            min = "1", max = "64")
    int queues() default 4;

    /** How many packets the kernel holds. */
    @AttributeDefinition(description = "Packets of each queue that the kernel holds at most before it drops", min = "64")
    int queueLength() default 4096;

    /** How many packets wait for a worker. */
    @AttributeDefinition(description = "Packets that wait for a worker at most, in all; well under queueLength", min = "1")
    int parked() default 1024;

    /** How many of one user. */
    @AttributeDefinition(description = "Packets of one user that wait for a worker at most", min = "1")
    int parkedPerUser() default 256;

    /** How many of one process. */
    @AttributeDefinition(
            description = "Packets of one process, or of one socket whose process is not known yet, that wait for a worker at most",
            min = "1")
    int parkedPerProcess() default 64;

    /** How long a packet waits. */
    @AttributeDefinition(description = "Milliseconds that a packet waits for a worker at most, then the flag fail decides", min = "10")
    int parkMillis() default 1500;

    /** How many worker threads. */
    @AttributeDefinition(description = "Worker threads", min = "1", max = "64")
    int workers() default 2;
}
