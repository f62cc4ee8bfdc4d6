package io.github.logoffd.session;

/**
 * Traffic counters of a session's connection. Windows counts in 32 bits, so each value wraps to zero after 4294967295;
 * some Windows versions always return 0.
 *
 * @param incomingBytes bytes from the client, -1 when unknown
 * @param outgoingBytes bytes to the client, -1 when unknown
 * @param incomingFrames frames from the client, -1 when unknown
 * @param outgoingFrames frames to the client, -1 when unknown
 */
public record Traffic(long incomingBytes, long outgoingBytes, long incomingFrames, long outgoingFrames) {

    /** Unknown counters. */
    public static final Traffic UNKNOWN = new Traffic(-1, -1, -1, -1);
}
