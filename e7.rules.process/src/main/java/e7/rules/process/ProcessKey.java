package e7.rules.process;

import e7.api.identity.ProcessIdentity;

/**
 * What answers about a process stand for: the same pid with another start time, or with another executable after exec(2), is another key.
 *
 * @param startTime field 22 of /proc/PID/stat, clock ticks since boot
 * @param device the executable's, major in the upper half, minor in the lower
 * @param inode the executable's
 */
record ProcessKey(int pid, long startTime, long device, long inode) {

    static ProcessKey of(ProcessIdentity process) {
        return new ProcessKey(process.pid(), process.startTime(), process.device(), process.inode());
    }
}
