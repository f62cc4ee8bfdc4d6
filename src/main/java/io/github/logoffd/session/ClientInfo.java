package io.github.logoffd.session;

import java.util.Optional;

/**
 * The client of a session and what it asked for. All but the resolution stays the same until the next connection.
 *
 * @param name the client's computer name, {@code ""} when there is none
 * @param address the address that the client reports of itself, {@code ""} when none. Behind NAT it is the private one; it
 *     proves nothing about who connects
 * @param protocol the protocol
 * @param build the client's build number, -1 when unknown
 * @param width the horizontal resolution in pixels, -1 when unknown
 * @param height the vertical resolution in pixels, -1 when unknown
 * @param colorDepth Windows' code for the colour depth, -1 when unknown
 * @param initialProgram the program started instead of the desktop, {@code ""} for the desktop
 * @param workingDirectory that program's working directory, {@code ""} when none
 * @param failure why some of this could not be read and is unknown; the first reason when there are several
 */
public record ClientInfo(
        String name,
        String address,
        ClientProtocol protocol,
        long build,
        int width,
        int height,
        int colorDepth,
        String initialProgram,
        String workingDirectory,
        Optional<SessionApiException> failure) {

    /** There is no client, or nothing is known of it. */
    public static final ClientInfo NONE = new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, "", "");

    /** Creates one of which everything could be read. */
    public ClientInfo(
            String name,
            String address,
            ClientProtocol protocol,
            long build,
            int width,
            int height,
            int colorDepth,
            String initialProgram,
            String workingDirectory) {
        this(
                name,
                address,
                protocol,
                build,
                width,
                height,
                colorDepth,
                initialProgram,
                workingDirectory,
                Optional.empty());
    }

    /** Returns the same values as what could be read when something else could not. */
    public ClientInfo with(Optional<SessionApiException> newFailure) {
        return new ClientInfo(
                name,
                address,
                protocol,
                build,
                width,
                height,
                colorDepth,
                initialProgram,
                workingDirectory,
                newFailure);
    }

    /** Returns the values alone. */
    public ClientInfo withoutFailure() {
        return with(Optional.empty());
    }

    /**
     * Returns what stays of this when the client has gone: what it started. Windows gives protocol and display numbers even then,
     * those of a console.
     */
    public ClientInfo disconnected() {
        return new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, initialProgram, workingDirectory);
    }
}
