package io.github.logoffd.session;

/** The answer to a {@link Message}. */
public enum MessageResponse {
    OK(1),
    CANCEL(2),
    ABORT(3),
    RETRY(4),
    IGNORE(5),
    YES(6),
    NO(7),
    TRY_AGAIN(10),
    CONTINUE(11),
    /** No button was pressed in time. */
    TIMEOUT(32000),
    /** The message is shown; the call did not wait for a button. */
    ASYNC(32001),
    /** A number that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    MessageResponse(int code) {
        this.code = code;
    }

    /** Returns the answer of a native number. Zero is a time-out: Windows Server 2008 R2 was seen to give it. */
    public static MessageResponse of(int code) {
        if (code == 0) {
            return TIMEOUT;
        }
        for (MessageResponse response : values()) {
            if (response.code == code) {
                return response;
            }
        }
        return UNKNOWN;
    }
}
