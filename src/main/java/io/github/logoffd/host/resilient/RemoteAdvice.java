package io.github.logoffd.host.resilient;

import io.github.logoffd.session.Win32Error;

/**
 * Advice for an administrator about a remote host that fails with a Win32 error code. The causes are those that the
 * Windows documentation and field reports name for the code.
 */
final class RemoteAdvice {

    private RemoteAdvice() {}

    /** Returns sentences to append to the reason, {@code ""} when there is no advice for this code. */
    static String about(String host, int code) {
        return Win32Error.of(code).map(error -> about(host, error)).orElse("");
    }

    private static String about(String host, Win32Error error) {
        return switch (error) {
            case ERROR_ACCESS_DENIED, ERROR_CTX_WINSTATION_ACCESS_DENIED ->
                " The service acts on " + host
                        + " as its own account, for LocalSystem that of this machine in the domain:"
                        + " it must be an administrator there, and the value AllowRemoteRPC under"
                        + " HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server must be 1 there.";
            case ERROR_BAD_NETPATH,
                    RPC_S_SERVER_UNAVAILABLE,
                    RPC_S_SERVER_TOO_BUSY,
                    RPC_S_CALL_FAILED_DNE,
                    EPT_S_NOT_REGISTERED ->
                " Is " + host
                        + " running, is its name right, and does its firewall let this machine reach TCP port 445?"
                        + " A working Remote Desktop connection proves none of these.";
            case RPC_S_INVALID_BINDING ->
                " Remote Desktop Services on " + host + " may still be starting; the call is retried.";
            case RPC_S_SEC_PKG_ERROR ->
                " Kerberos does not accept the name " + host
                        + ": use the short computer name, or the IP address, instead.";
            default -> "";
        };
    }
}
