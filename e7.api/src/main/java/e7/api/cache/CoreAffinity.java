package e7.api.cache;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Ties threads to processor cores, for strategies with a writer thread. A bundle with a way into the system's libraries may offer it. */
@ConsumerType
public interface CoreAffinity {

    /**
     * Ties the calling thread to one core for as long as it runs.
     *
     * @param core number of the core as the kernel counts, from 0
     * @throws IOException if the kernel refuses, saying why
     */
    void tieCurrentThread(int core) throws IOException;
}
