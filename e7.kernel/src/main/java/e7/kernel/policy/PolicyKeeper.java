package e7.kernel.policy;

import e7.api.engine.PolicyException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps the policy for later runs. Called with the lock of {@link PolicyService} held, so by one thread at a time. */
public interface PolicyKeeper {

    /** Keeps nothing: the policy lasts as long as the run. */
    PolicyKeeper NONE = new PolicyKeeper() {
        @Override
        public Optional<List<String>> edited() {
            return Optional.empty();
        }

        @Override
        public PolicyException refuse(PolicyException fault) {
            return fault;
        }

        @Override
        public Save prepare(List<String> lines) {
            return Save.NOTHING;
        }
    };

    /**
     * What somebody else has written where the policy is kept.
     *
     * @return its lines, once; empty if it is as it was left
     * @throws PolicyException if it has been changed but cannot be taken over now
     */
    Optional<List<String>> edited() throws PolicyException;

    /** Takes notice of what is wrong with the edited lines, and gives the fault as it is told to the administrator. */
    PolicyException refuse(PolicyException fault);

    /**
     * Does whatever of a save can fail for lack of room or permission.
     *
     * @throws IOException if the policy cannot be kept; the message says where and why
     */
    Save prepare(List<String> lines) throws IOException;

    /** A save that is about to be made: exactly one of the methods is called. */
    interface Save {

        /** Where there is nothing to save. */
        Save NOTHING = new Save() {
            @Override
            public void commit() {}

            @Override
            public void discard() {}
        };

        /** Makes it. A fault is the keeper's to tell. */
        void commit();

        /** Leaves everything as it was. */
        void discard();
    }
}
