package e7.kernel.pipeline;

import java.io.IOException;

/** Follows the pipeline's changes. Called with the publisher's lock held, so it must not change the pipeline itself. */
public interface PipelineObserver {

    /**
     * Does what has to be done before a change comes into force.
     *
     * @throws IOException with one line for the administrator, if it cannot be done; the change is then given up
     */
    default void beforePublishing(Pipeline old, Pipeline next) throws IOException {}

    /** Does what has to be done after it. Must not throw. */
    default void published(Pipeline next) {}
}
