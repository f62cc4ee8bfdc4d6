package io.github.logoffd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor times from Linux, which Java does not have. */
final class ProcessorTime {

    /**
     * In {@code /proc/self/stat} behind the name, which may hold blanks: cutime and cstime, in ticks of 10 ms. proc(5)
     */
    private static final int CUTIME = 13;

    private static final double MILLIS_OF_A_TICK = 10;

    private ProcessorTime() {}

    /**
     * Returns how long the processes that this one has started had a processor, those that have ended, in milliseconds.
     */
    static double ofEndedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CUTIME + 1])) * MILLIS_OF_A_TICK;
    }
}
