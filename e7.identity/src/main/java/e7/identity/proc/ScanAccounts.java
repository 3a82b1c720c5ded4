package e7.identity.proc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much of one scan each user may take up. A descriptor costs a microsecond or two to read, and any user may have millions; what is not
 * read because its user has used up his share is noted, and counts against him.
 *
 * <p>The owner of /proc/PID is cheap to read, but anyone may change it: it is the effective user, or root if the process is not dumpable. So
 * it decides only until its share is used up. After that it is the real user, who has a second share; by a setuid program nobody gets
 * another one. Root has no limit, but only the real one.
 */
final class ScanAccounts {

    /** Descriptors and tasks of one user that are looked at in one scan. */
    static final int SHARE = 16_384;

    private static final class Account {
        private final long uid;
        private long left;

        Account(long uid, long left) {
            this.uid = uid;
            this.left = left;
        }
    }

    private final Map<Long, Account> byOwner = new HashMap<>();
    private final Map<Long, Account> byRealUser = new HashMap<>();
    private final Set<Long> exhausted = new HashSet<>();
    private final FileStatus status = new FileStatus();
    private final RealUser realUser = new RealUser();
    private int folder;
    private Account account;
    private boolean isReal;

    /** Begins anew. */
    void clear() {
        byOwner.clear();
        byRealUser.clear();
        exhausted.clear();
    }

    /** What follows is a process's, whose folder in /proc this is. */
    void process(int processFolder) {
        folder = processFolder;
        long owner = status.read(folder, NativeBuffer.EMPTY) ? status.uid() : -1;
        account = byOwner.computeIfAbsent(owner, uid -> new Account(uid, SHARE));
        // Otherwise each of perhaps thousands of processes would be asked for its real user, though that user's share is known to be used up.
        isReal = exhausted.contains(owner);
    }

    /** Takes something from the share of the process's user; false if not so much is left. */
    boolean spend(int cost) {
        if (account.left < cost && !isReal) {
            isReal = true;
            account = byRealUser.computeIfAbsent(realUser.of(folder), uid -> new Account(uid, uid == 0 ? Long.MAX_VALUE : SHARE));
        }
        if (account.left < cost) {
            exhausted.add(account.uid);
            return false;
        }
        account.left -= cost;
        return true;
    }

    /** The users not all of whose processes were looked into. */
    Set<Long> exhausted() {
        return Set.copyOf(exhausted);
    }
}
