package io.github.logoffd.session;

/**
 * The client of a session and what it asked for. All of it stays the same until the next connection.
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
        String workingDirectory) {

    /** There is no client, or nothing is known of it. */
    public static final ClientInfo NONE = new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, "", "");

    /**
     * Returns what stays of this when the client has gone: what it started. Windows gives protocol and display numbers even then,
     * those of a console.
     */
    public ClientInfo disconnected() {
        return new ClientInfo("", "", ClientProtocol.UNKNOWN, -1, -1, -1, -1, initialProgram, workingDirectory);
    }
}
