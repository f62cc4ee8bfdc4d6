package io.github.logoffd.session;

/**
 * What has crossed the connection of a session. Windows counts in 32 bits, so each value starts again at zero after
 * 4294967295; some Windows versions always say 0.
 *
 * @param incomingBytes bytes from the client, -1 when unknown
 * @param outgoingBytes bytes to the client, -1 when unknown
 * @param incomingFrames frames from the client, -1 when unknown
 * @param outgoingFrames frames to the client, -1 when unknown
 */
public record Traffic(long incomingBytes, long outgoingBytes, long incomingFrames, long outgoingFrames) {

    /** Nothing is known. */
    public static final Traffic UNKNOWN = new Traffic(-1, -1, -1, -1);
}
