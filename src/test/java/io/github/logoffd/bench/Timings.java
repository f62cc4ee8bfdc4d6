package io.github.logoffd.bench;

import java.util.Arrays;

/** How long each of many requests took, and how many there were in which time. Immutable. */
final class Timings {

    private final long[] nanos;
    private final long wallNanos;
    private final long bytes;

    /**
     * Takes what was measured.
     *
     * @param nanos the times of the requests
     * @param wallNanos from the first request to the last answer
     * @param bytes the length of the newest answer's body
     */
    Timings(long[] nanos, long wallNanos, long bytes) {
        this.nanos = nanos.clone();
        this.wallNanos = wallNanos;
        this.bytes = bytes;
        Arrays.sort(this.nanos);
    }

    long bytes() {
        return bytes;
    }

    /** Returns the time that this part of the requests did not exceed, in milliseconds. */
    double millis(double part) {
        int index = (int) Math.min(nanos.length - 1, Math.round(part * (nanos.length - 1)));
        return nanos[index] / 1e6;
    }

    double p50() {
        return millis(0.5);
    }

    double p99() {
        return millis(0.99);
    }

    double perSecond() {
        return nanos.length * 1e9 / wallNanos;
    }

    /** Returns the same requests, made by several at once in this time. */
    Timings within(long newWallNanos) {
        return new Timings(nanos, newWallNanos, bytes);
    }

    /** Returns these and the others as if they had been one round. */
    Timings and(Timings more) {
        long[] all = Arrays.copyOf(nanos, nanos.length + more.nanos.length);
        System.arraycopy(more.nanos, 0, all, nanos.length, more.nanos.length);
        return new Timings(all, wallNanos + more.wallNanos, more.bytes);
    }
}
