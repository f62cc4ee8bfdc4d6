package io.github.logoffd.session;

/** The protocol between client and session, as {@code WTS_PROTOCOL_TYPE_*} numbers it. */
public enum ClientProtocol {
    CONSOLE,
    ICA,
    RDP,
    UNKNOWN;

    /** Returns the protocol of a native number, {@link #UNKNOWN} for any other number. */
    public static ClientProtocol of(int code) {
        return switch (code) {
            case 0 -> CONSOLE;
            case 1 -> ICA;
            case 2 -> RDP;
            default -> UNKNOWN;
        };
    }
}
