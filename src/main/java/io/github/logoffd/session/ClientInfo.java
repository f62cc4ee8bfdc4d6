package io.github.logoffd.session;

import java.util.Optional;

/**
 * Client of a session and its connection settings. Everything except the resolution stays the same until the next
 * connection.
 *
 * @param name the client's computer name, {@code ""} when there is none
 * @param address the address that the client reports of itself, {@code ""} when none. Behind NAT it is the private one;
 *     it proves nothing about who connects
 * @param protocol the protocol
 * @param build the client's build number, -1 when unknown
 * @param width the horizontal resolution in pixels, -1 when unknown
 * @param height the vertical resolution in pixels, -1 when unknown
 * @param colorDepth Windows' code for the colour depth, -1 when unknown
 * @param initialProgram the program started instead of the desktop, {@code ""} for the desktop
 * @param workingDirectory that program's working directory, {@code ""} when none
 * @param failure why some values could not be read and are unknown; the first reason when there are several
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

    /** No client, or an unknown one. */
    public static final ClientInfo NONE = new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, "", "");

    /** Creates a client with all values read. */
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

    /** Returns the same values, marked as incomplete with this failure. */
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

    /** Returns the values without a failure. */
    public ClientInfo withoutFailure() {
        return with(Optional.empty());
    }

    /**
     * Returns the part that remains after the client has disconnected: the initial program. Windows returns protocol
     * and display numbers even then, those of a console.
     */
    public ClientInfo disconnected() {
        return new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, initialProgram, workingDirectory);
    }
}
