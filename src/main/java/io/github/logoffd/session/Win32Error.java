package io.github.logoffd.session;

import java.util.Arrays;
import java.util.Optional;

/**
 * The Win32 error numbers that session calls are known to give, with symbol and a text of our own: Windows' texts follow the
 * language of the machine, and programs must not. Numbers and symbols are those of {@code winerror.h}.
 */
enum Win32Error {
    NO_ERROR_REPORTED(0, "The call failed and Windows gave no reason."),
    ERROR_FILE_NOT_FOUND(2, "There is no such session."),
    ERROR_ACCESS_DENIED(5, "Access is denied."),
    ERROR_INVALID_HANDLE(6, "The handle of the session host is not valid any more."),
    ERROR_NOT_ENOUGH_MEMORY(8, "Windows has not enough memory for this."),
    ERROR_INVALID_DATA(13, "The answer of Windows cannot be understood."),
    ERROR_OUTOFMEMORY(14, "Windows is out of memory."),
    ERROR_NOT_SUPPORTED(50, "The session host does not support this."),
    ERROR_BAD_NETPATH(53, "The session host was not found on the network."),
    ERROR_INVALID_PARAMETER(87, "Windows does not accept a parameter of this call."),
    ERROR_CALL_NOT_IMPLEMENTED(120, "This Windows does not implement the call."),
    ERROR_BUSY(170, "Earlier calls to the session host have not returned, so this one was not made."),
    ERROR_TIMEOUT(1460, "The session host has not answered in time; whether the call takes effect is not known."),
    RPC_S_INVALID_BINDING(1702, "Remote Desktop Services is not ready yet."),
    RPC_S_SERVER_UNAVAILABLE(1722, "The RPC server is unavailable."),
    RPC_S_SERVER_TOO_BUSY(1723, "The RPC server is too busy."),
    RPC_S_CALL_FAILED(1726, "The remote procedure call failed; whether it took effect is not known."),
    RPC_S_CALL_FAILED_DNE(1727, "The remote procedure call failed and was not executed."),
    RPC_S_INVALID_TAG(1733, "The session host answered with data of the wrong kind."),
    EPT_S_NOT_REGISTERED(1753, "Remote Desktop Services offers no endpoint on the session host."),
    RPC_X_BAD_STUB_DATA(1783, "The session host received bad data."),
    RPC_S_SEC_PKG_ERROR(1825, "A security package specific error occurred."),
    ERROR_INVALID_STATE(5023, "The session is not in a state that allows this."),
    ERROR_CTX_WINSTATION_NAME_INVALID(7001, "The session name is not valid."),
    ERROR_CTX_CLOSE_PENDING(7007, "The session is closing already."),
    ERROR_CTX_WINSTATION_NOT_FOUND(7022, "There is no such session."),
    ERROR_CTX_WINSTATION_ALREADY_EXISTS(7023, "The session exists already."),
    ERROR_CTX_WINSTATION_BUSY(7024, "The session is busy; try again."),
    ERROR_CTX_CONSOLE_DISCONNECT(7041, "The console session cannot be disconnected."),
    ERROR_CTX_CONSOLE_CONNECT(7042, "The console session cannot be connected."),
    ERROR_CTX_WINSTATION_ACCESS_DENIED(7045, "Access to the session is denied.");

    private final int code;
    private final String text;

    Win32Error(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** Returns {@code Error [5]: Access is denied. (ERROR_ACCESS_DENIED)}, or the number alone when it has no name here. */
    static String describe(int code) {
        return "Error [" + code + "]: " + sentence(code)
                + named(code).map(error -> " (" + error.name() + ")").orElse("");
    }

    /** Returns {@code Access is denied.}, or the number when it has no name here. */
    static String sentence(int code) {
        return named(code).map(error -> error.text).orElse("Windows error " + code + '.');
    }

    private static Optional<Win32Error> named(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }
}
