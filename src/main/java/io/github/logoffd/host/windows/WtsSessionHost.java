package io.github.logoffd.host.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.Names;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.support.text.ErrorText;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Session host of real Windows. Thread-safe: calls are independent. Closing it twice is harmless; using it afterwards
 * fails like Windows does with an invalid handle.
 */
public final class WtsSessionHost implements SessionHost {

    private final String name;
    private final WtsCalls calls;
    private final UnaryOperator<List<ProcessInfo>> workingSets;
    private final boolean ownsHandle;
    private final AtomicBoolean closed = new AtomicBoolean();

    private WtsSessionHost(
            String name,
            Wtsapi32 api,
            @Nullable Pointer server,
            boolean merged,
            UnaryOperator<List<ProcessInfo>> workingSets) {
        this.name = name;
        this.calls = new WtsCalls(api, server, merged);
        this.workingSets = workingSets;
        this.ownsHandle = server != null;
    }

    /**
     * Opens the machine that the service runs on.
     *
     * @param computerName the host name for beans and keys
     * @param virtualMachines whether the sessions inside its virtual machines shall be listed among its own; the
     *     session list is queried once then
     * @throws IllegalStateException when {@code wtsapi32.dll} cannot be loaded
     * @throws SessionApiException when the virtual machines are wanted and Windows does not answer or refuses
     */
    public static WtsSessionHost local(String computerName, boolean virtualMachines) {
        return local(computerName, virtualMachines, load(), ProcessApi::load);
    }

    static WtsSessionHost local(
            String computerName, boolean virtualMachines, Wtsapi32 api, Supplier<ProcessApi> processes) {
        String name = Names.folded(computerName);
        WorkingSets workingSets = new WorkingSets(processes);
        return virtualMachines
                ? open(name, Wtsapi32.WTS_CURRENT_SERVER_NAME, true, api, workingSets::completed)
                : new WtsSessionHost(name, api, Wtsapi32.WTS_CURRENT_SERVER_HANDLE, false, workingSets::completed);
    }

    /**
     * Opens another machine and queries its session list once.
     *
     * @param virtualMachines whether the sessions inside its virtual machines shall be listed among its own
     * @throws IllegalStateException when {@code wtsapi32.dll} cannot be loaded
     * @throws SessionApiException when the host cannot be reached or refuses
     */
    public static WtsSessionHost remote(String serverName, boolean virtualMachines) {
        return remote(serverName, virtualMachines, load());
    }

    static WtsSessionHost remote(String serverName, boolean virtualMachines, Wtsapi32 api) {
        return open(serverName, serverName, virtualMachines, api, UnaryOperator.identity());
    }

    /** Windows returns handles of hosts that do not answer, so the session list is queried once. */
    private static WtsSessionHost open(
            String name,
            @Nullable String serverName,
            boolean merged,
            Wtsapi32 api,
            UnaryOperator<List<ProcessInfo>> workingSets) {
        Native.setLastError(0);
        Pointer server = merged ? api.WTSOpenServerEx(serverName) : api.WTSOpenServer(serverName);
        if (server == null) {
            int error = Native.getLastError();
            throw new SessionApiException(
                    merged ? "WTSOpenServerEx" : "WTSOpenServer", SessionApiException.NO_SESSION, error);
        }
        WtsSessionHost host = new WtsSessionHost(name, api, server, merged, workingSets);
        try {
            host.calls.enumerateSessionIds();
            return host;
        } catch (RuntimeException | Error e) {
            host.close();
            throw e;
        }
    }

    private static Wtsapi32 load() {
        if (Native.POINTER_SIZE != Long.BYTES) {
            throw new IllegalStateException("This is a " + 8 * Native.POINTER_SIZE
                    + "-bit Java. Use a 64-bit one, since the structures of Windows are read by their 64-bit layout.");
        }
        try {
            return Wtsapi32.load();
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "wtsapi32.dll cannot be loaded ("
                            + ErrorText.of(e).lines().findFirst().orElse("no reason given")
                            + "). Use Windows with Remote Desktop Services, or the option --simulate.",
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public HostMode mode() {
        return HostMode.WINDOWS;
    }

    @Override
    public List<SessionRow> enumerate() {
        return calls.enumerateSessionsEx();
    }

    @Override
    public SessionDetail detail(long uniqueId) {
        return calls.querySessionInformation(
                uniqueId, Wtsapi32.WTSSessionInfoEx, "WTSSessionInfoEx", WtsDecoder::sessionDetail);
    }

    @Override
    public ClientInfo client(long uniqueId) {
        return new ClientQuestions(calls, uniqueId).ask();
    }

    @Override
    public List<ProcessInfo> processes() {
        return workingSets.apply(calls.enumerateProcessesEx());
    }

    @Override
    public void logoff(long uniqueId) {
        calls.logoffSession(uniqueId);
    }

    @Override
    public void disconnect(long uniqueId) {
        calls.disconnectSession(uniqueId);
    }

    @Override
    public MessageResponse sendMessage(long uniqueId, Message message) {
        return MessageResponse.of(calls.sendMessage(uniqueId, message));
    }

    @Override
    public void terminateProcess(long pid, int exitCode) {
        calls.terminateProcess(pid, exitCode);
    }

    @Override
    public boolean awaitEvent() {
        return calls.waitSystemEvent(Wtsapi32.WTS_EVENT_ALL) != Wtsapi32.WTS_EVENT_NONE;
    }

    @Override
    public void endWait() {
        calls.waitSystemEvent(Wtsapi32.WTS_EVENT_FLUSH);
    }

    @Override
    public void close() {
        if (ownsHandle && closed.compareAndSet(false, true)) {
            calls.closeServer();
        }
    }
}
