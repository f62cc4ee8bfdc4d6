package io.github.logoffd.session;

/**
 * One process of a session.
 *
 * @param sessionId the session of the host itself that it runs in
 * @param pid the process id
 * @param image the name of the executable without its folder
 * @param cpuMillis user and kernel time in milliseconds, as {@code WTS_PROCESS_INFO_EX} documents its unit, -1 when
 *     unknown
 * @param workingSetBytes the working set; only its lower 32 bits for a process of another host, or of one that cannot
 *     be opened
 * @param handles the number of open handles
 * @param threads the number of threads
 */
public record ProcessInfo(
        long sessionId, long pid, String image, long cpuMillis, long workingSetBytes, long handles, long threads) {

    /** Returns the same process with another working set. */
    public ProcessInfo withWorkingSet(long bytes) {
        return new ProcessInfo(sessionId, pid, image, cpuMillis, bytes, handles, threads);
    }

    /** Returns user and kernel time in whole seconds, -1 when unknown. */
    public long cpuSeconds() {
        return cpuMillis < 0 ? -1 : cpuMillis / 1000;
    }
}
