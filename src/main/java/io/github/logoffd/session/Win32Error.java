package io.github.logoffd.session;

import io.github.logoffd.session.SessionApiException.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Win32 error codes that session calls are known to return: symbol, meaning for a caller, and a text of our own, since
 * Windows' texts are localized. Codes and symbols are those of {@code winerror.h}. No other class contains such a code.
 */
public enum Win32Error {
    NO_ERROR_REPORTED(0, Reason.OTHER, "The call failed and Windows gave no reason."),
    ERROR_FILE_NOT_FOUND(2, Reason.NOT_FOUND, "There is no such session."),
    ERROR_ACCESS_DENIED(5, Reason.ACCESS_DENIED, "Access is denied."),
    ERROR_INVALID_HANDLE(6, Reason.HOST_UNREACHABLE, "The handle of the session host is no longer valid."),
    ERROR_NOT_ENOUGH_MEMORY(8, Reason.OTHER, "Windows has not enough memory for this."),
    ERROR_INVALID_DATA(13, Reason.OTHER, "The answer of Windows cannot be understood."),
    ERROR_OUTOFMEMORY(14, Reason.OTHER, "Windows is out of memory."),
    ERROR_NOT_SUPPORTED(50, Reason.NOT_SUPPORTED, "The session host does not support this."),
    ERROR_BAD_NETPATH(53, Reason.HOST_UNREACHABLE, "The session host was not found on the network."),
    ERROR_INVALID_PARAMETER(87, Reason.OTHER, "Windows does not accept a parameter of this call."),
    ERROR_CALL_NOT_IMPLEMENTED(120, Reason.NOT_SUPPORTED, "This Windows does not implement the call."),
    ERROR_BUSY(
            170,
            Reason.HOST_UNREACHABLE,
            "Earlier calls to the session host have not returned, so this one was not made."),
    ERROR_TIMEOUT(
            1460,
            Reason.HOST_UNREACHABLE,
            "The session host has not answered in time; whether the call takes effect is not known."),
    RPC_S_INVALID_BINDING(1702, Reason.HOST_UNREACHABLE, "Remote Desktop Services is not ready yet."),
    RPC_S_SERVER_UNAVAILABLE(1722, Reason.HOST_UNREACHABLE, "The RPC server is unavailable."),
    RPC_S_SERVER_TOO_BUSY(1723, Reason.HOST_UNREACHABLE, "The RPC server is too busy."),
    RPC_S_CALL_FAILED(
            1726, Reason.HOST_UNREACHABLE, "The remote procedure call failed; whether it took effect is not known."),
    RPC_S_CALL_FAILED_DNE(1727, Reason.HOST_UNREACHABLE, "The remote procedure call failed and was not executed."),
    RPC_S_INVALID_TAG(1733, Reason.OTHER, "The session host answered with data of the wrong kind."),
    EPT_S_NOT_REGISTERED(
            1753, Reason.HOST_UNREACHABLE, "Remote Desktop Services offers no endpoint on the session host."),
    RPC_X_BAD_STUB_DATA(1783, Reason.OTHER, "The session host received bad data."),
    RPC_S_SEC_PKG_ERROR(1825, Reason.HOST_UNREACHABLE, "A security package specific error occurred."),
    ERROR_INVALID_STATE(5023, Reason.OTHER, "The session is not in a state that allows this."),
    ERROR_CTX_WINSTATION_NAME_INVALID(7001, Reason.OTHER, "The session name is not valid."),
    ERROR_CTX_CLOSE_PENDING(7007, Reason.CLOSING, "The session is closing already."),
    ERROR_CTX_WINSTATION_NOT_FOUND(7022, Reason.NOT_FOUND, "There is no such session."),
    ERROR_CTX_WINSTATION_ALREADY_EXISTS(7023, Reason.OTHER, "The session exists already."),
    ERROR_CTX_WINSTATION_BUSY(7024, Reason.OTHER, "The session is busy; try again."),
    ERROR_CTX_CONSOLE_DISCONNECT(7041, Reason.OTHER, "The console session cannot be disconnected."),
    ERROR_CTX_CONSOLE_CONNECT(7042, Reason.OTHER, "The console session cannot be connected."),
    ERROR_CTX_WINSTATION_ACCESS_DENIED(7045, Reason.ACCESS_DENIED, "Access to the session is denied.");

    /**
     * Codes after which the effect of the call is unknown: no reason, a broken connection, an answer that was lost or
     * cannot be read.
     */
    private static final Set<Win32Error> WITH_UNKNOWN_EFFECT = EnumSet.of(
            NO_ERROR_REPORTED,
            ERROR_NOT_ENOUGH_MEMORY,
            ERROR_INVALID_DATA,
            ERROR_OUTOFMEMORY,
            ERROR_TIMEOUT,
            RPC_S_CALL_FAILED,
            RPC_S_INVALID_TAG,
            RPC_X_BAD_STUB_DATA);

    private final int code;
    private final Reason reason;
    private final String text;

    Win32Error(int code, Reason reason, String text) {
        this.code = code;
        this.reason = reason;
        this.text = text;
    }

    /** Returns the number. */
    public int code() {
        return code;
    }

    /** Returns the meaning of a code for a caller. */
    public static Reason reason(int code) {
        return of(code).map(error -> error.reason).orElse(Reason.OTHER);
    }

    /**
     * Returns {@code Error [5]: Access is denied. (ERROR_ACCESS_DENIED)}, or the number alone when it has no name here.
     */
    static String describe(int code) {
        return "Error [" + code + "]: " + sentence(code)
                + of(code).map(error -> " (" + error.name() + ")").orElse("");
    }

    /** Returns {@code Access is denied.}, or the number when it has no name here. */
    static String sentence(int code) {
        return of(code).map(error -> error.text).orElse("Windows error " + code + '.');
    }

    /**
     * Returns whether a code proves that the call was refused or has not reached the host. One without a name here
     * proves nothing.
     */
    static boolean provesNoEffect(int code) {
        return of(code).filter(error -> !WITH_UNKNOWN_EFFECT.contains(error)).isPresent();
    }

    /** Returns the error of this number, empty when it has no name here. */
    public static Optional<Win32Error> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }
}
