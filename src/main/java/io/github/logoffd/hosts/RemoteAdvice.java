package io.github.logoffd.hosts;

/**
 * What an administrator can do about a remote host that fails with a Win32 number. The causes are those that the documentation of
 * Windows and reports from the field name for the number.
 */
final class RemoteAdvice {

    private RemoteAdvice() {}

    /** Returns sentences to append to the reason, {@code ""} when there is nothing to say about this number. */
    static String about(String host, int code) {
        return switch (code) {
            case 5, 7045 ->
                " The service acts on " + host
                        + " as its own account, for LocalSystem that of this machine in the domain:"
                        + " it must be an administrator there, and the value AllowRemoteRPC under"
                        + " HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server must be 1 there.";
            case 53, 1722, 1723, 1727, 1753 ->
                " Is " + host
                        + " running, is its name right, and does its firewall let this machine reach TCP port 445?"
                        + " That a Remote Desktop connection works proves none of these.";
            case 1702 -> " Remote Desktop Services on " + host + " may still be starting; it is asked again.";
            case 1825 ->
                " Kerberos does not accept the name " + host
                        + ": use the short computer name, or the IP address, instead.";
            default -> "";
        };
    }
}
