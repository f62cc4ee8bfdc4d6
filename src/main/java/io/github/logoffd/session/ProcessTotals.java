package io.github.logoffd.session;

/**
 * Totals over the processes of one session.
 *
 * @param count the number of processes, -1 when unknown
 * @param cpuMillis user and kernel time in milliseconds, -1 when unknown
 * @param workingSetBytes the total of the working sets, -1 when unknown
 * @param handles the total of the open handles, -1 when unknown
 */
public record ProcessTotals(long count, long cpuMillis, long workingSetBytes, long handles) {

    /** The processes could not be read. */
    public static final ProcessTotals UNKNOWN = new ProcessTotals(-1, -1, -1, -1);

    /** No process at all. */
    public static final ProcessTotals NONE = new ProcessTotals(0, 0, 0, 0);

    /** Returns these totals with one more process; a sum with something unknown in it is unknown. */
    public ProcessTotals plus(ProcessInfo process) {
        return new ProcessTotals(
                count + 1,
                sum(cpuMillis, process.cpuMillis()),
                sum(workingSetBytes, process.workingSetBytes()),
                sum(handles, process.handles()));
    }

    /** Returns {@link #cpuMillis} in whole seconds, -1 when unknown. */
    public long cpuSeconds() {
        return cpuMillis < 0 ? -1 : cpuMillis / 1000;
    }

    private static long sum(long known, long more) {
        return known < 0 || more < 0 || known + more < 0 ? -1 : known + more;
    }
}
