package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;
import io.github.logoffd.host.windows.ProcessApi.MemoryCounters;
import io.github.logoffd.session.ProcessInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Full working sets of the processes of this machine. The list of processes has the lower 32 bits of each; the rest
 * comes from a query about the process itself, which takes three calls. A process is queried when it is new, when it
 * had 4 GiB or more, and when it has used processor time since: without that no process touches a million pages. Most
 * processes of a session host are idle, so a refresh queries few.
 *
 * <p>The list determines the lower 32 bits, the query only the multiple of 4 GiB to add. So a process that ended in
 * between and whose id was reused is still shown as listed: the new process does not have 4 GiB yet. A process that may
 * not be queried keeps its lower 32 bits.
 *
 * <p>Thread-safe.
 */
final class WorkingSets {

    /** The unit of the part beyond the lower 32 bits. */
    private static final long UNIT = 1L << Integer.SIZE;

    /** The values of a process when it was queried. */
    private record Known(String image, long cpuMillis, long units) {

        boolean holdsFor(ProcessInfo process) {
            return units == 0 && cpuMillis >= 0 && cpuMillis == process.cpuMillis() && image.equals(process.image());
        }
    }

    private final Supplier<ProcessApi> api;
    private volatile Map<Long, Known> known = Map.of();

    /**
     * Creates an instance without queries.
     *
     * @param api obtained with the first list: a command that lists no processes does not load it
     */
    WorkingSets(Supplier<ProcessApi> api) {
        this.api = api;
    }

    /** Returns the processes of a list that was just taken, with their whole working sets. */
    List<ProcessInfo> completed(List<ProcessInfo> listed) {
        Map<Long, Known> before = known;
        Map<Long, Known> now = new HashMap<>();
        List<ProcessInfo> whole = new ArrayList<>(listed.size());
        for (ProcessInfo process : listed) {
            Known answer = Optional.ofNullable(before.get(process.pid()))
                    .filter(old -> old.holdsFor(process))
                    .orElseGet(() -> new Known(process.image(), process.cpuMillis(), units(process)));
            now.put(process.pid(), answer);
            whole.add(process.withWorkingSet(process.workingSetBytes() + answer.units() * UNIT));
        }
        known = now;
        return List.copyOf(whole);
    }

    /** Returns how many units bring the listed number nearest to the whole one, which is a moment younger. */
    private long units(ProcessInfo process) {
        long more = workingSet(process.pid()).orElse(process.workingSetBytes()) - process.workingSetBytes();
        return Math.max(0, Math.floorDiv(more + UNIT / 2, UNIT));
    }

    /**
     * Windows documents the right to read the memory for this query too, and answers without it (psutil relies on
     * that). It is not requested: protected processes refuse it, and requesting it for {@code lsass.exe} looks like
     * credential theft.
     */
    private Optional<Long> workingSet(long pid) {
        ProcessApi kernel = api.get();
        Pointer process = kernel.OpenProcess(ProcessApi.PROCESS_QUERY_LIMITED_INFORMATION, Wtsapi32.FALSE, (int) pid);
        if (process == null) {
            return Optional.empty();
        }
        try {
            long[] counters = new long[MemoryCounters.MEMBERS];
            int size = counters.length * Long.BYTES;
            counters[MemoryCounters.CB] = size;
            return kernel.K32GetProcessMemoryInfo(process, counters, size) == Wtsapi32.FALSE
                    ? Optional.empty()
                    : Optional.of(counters[MemoryCounters.WORKING_SET_SIZE]);
        } finally {
            // The result is ignored: the handle is not used again.
            int unused = kernel.CloseHandle(process);
        }
    }
}
