package io.github.logoffd.testing;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.HostMode;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A session host that answers exactly what a test has written down, fails where the test says so, and records every
 * call. A call is named as in the log: {@code sessions}, {@code detail 3}, {@code client 3}, {@code processes},
 * {@code logoff 3}. A logoff changes nothing by itself. Sessions are addressed by their unique ids. Thread-safe.
 */
public final class ScriptedHost implements SessionHost {

    private static final int NO_SUCH_SESSION = 7022;

    private final Map<Long, SessionRow> rows = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<SessionRow> repeated = new CopyOnWriteArrayList<>();
    private final Map<Long, SessionDetail> details = new ConcurrentHashMap<>();
    private final Map<Long, ClientInfo> clients = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Runnable> reactions = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final String name;
    private volatile List<ProcessInfo> processes = List.of();
    private volatile MessageResponse button = MessageResponse.TIMEOUT;

    /** Creates a host with the session that every host lists. */
    public ScriptedHost() {
        this(Samples.HOST);
    }

    /** Creates another host of this name. */
    public ScriptedHost(String name) {
        this.name = name;
        with(Samples.SERVICES);
    }

    /** Lists a session, new ones last, and answers for it. */
    public ScriptedHost with(SessionRow row) {
        return with(row, Samples.detail(row));
    }

    public ScriptedHost with(SessionRow row, SessionDetail detail) {
        rows.put(row.uniqueId(), row);
        details.put(row.uniqueId(), detail);
        clients.put(row.uniqueId(), Samples.CLIENT);
        return this;
    }

    /** Lists a row behind all others, whatever id it has; what is answered for that id stays. */
    public ScriptedHost listAlso(SessionRow row) {
        repeated.add(row);
        return this;
    }

    /** Answers for the client of a session with this from now on. */
    public void setClient(long id, ClientInfo client) {
        clients.put(id, client);
    }

    public void setProcesses(List<ProcessInfo> newProcesses) {
        processes = List.copyOf(newProcesses);
    }

    /** Lets users press this button when they are asked. */
    public void press(MessageResponse newButton) {
        button = newButton;
    }

    /** Returns every message that was shown, oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Lets the session end: neither listed nor known. */
    public void end(long id) {
        unlist(id);
        details.remove(id);
        clients.remove(id);
    }

    /** Takes the session from the list and answers for it all the same. */
    public void unlist(long id) {
        rows.remove(id);
    }

    /** Lists no session from now on, which no real host does, and still answers for every session. */
    public void unlistAll() {
        rows.clear();
    }

    /** Lets that call fail with a Win32 number from now on. */
    public void fail(String call, int code) {
        failures.put(call, code);
    }

    public void repair(String call) {
        failures.remove(call);
    }

    /** Runs something inside that call, before it answers or fails. */
    public void during(String call, Runnable reaction) {
        reactions.put(call, reaction);
    }

    /** Runs something inside the next such call only, so that it may make the same call. */
    public void onceDuring(String call, Runnable reaction) {
        during(call, () -> {
            reactions.remove(call);
            reaction.run();
        });
    }

    /** Returns every call so far, oldest first. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void forgetCalls() {
        calls.clear();
    }

    /** Returns the calls that act on a session. */
    public List<String> actingCalls() {
        return calls.stream()
                .filter(call -> call.startsWith("logoff")
                        || call.startsWith("disconnect")
                        || call.startsWith("sendMessage")
                        || call.startsWith("terminateProcess"))
                .toList();
    }

    private void called(String call, String function, long id) {
        calls.add(call);
        reactions.getOrDefault(call, () -> {}).run();
        Integer code = failures.get(call);
        if (code != null) {
            throw new SessionApiException(function, id, code);
        }
    }

    @Override
    public List<SessionRow> enumerate() {
        called("sessions", "WTSEnumerateSessionsEx", SessionApiException.NO_SESSION);
        synchronized (rows) {
            return Stream.concat(rows.values().stream(), repeated.stream()).toList();
        }
    }

    @Override
    public SessionDetail detail(long id) {
        called("detail " + id, "WTSQuerySessionInformation(WTSSessionInfoEx)", id);
        return known(details, id);
    }

    @Override
    public ClientInfo client(long id) {
        called("client " + id, "WTSQuerySessionInformation(WTSClientInfo)", id);
        return known(clients, id);
    }

    private static <T> T known(Map<Long, T> map, long id) {
        T value = map.get(id);
        if (value == null) {
            throw new SessionApiException("WTSQuerySessionInformation", id, NO_SUCH_SESSION);
        }
        return value;
    }

    @Override
    public List<ProcessInfo> processes() {
        called("processes", "WTSEnumerateProcessesEx", SessionApiException.NO_SESSION);
        return processes;
    }

    @Override
    public void logoff(long id) {
        called("logoff " + id, "WTSLogoffSession", id);
    }

    @Override
    public void disconnect(long id) {
        called("disconnect " + id, "WTSDisconnectSession", id);
    }

    @Override
    public MessageResponse sendMessage(long id, Message message) {
        called("sendMessage " + id, "WTSSendMessage", id);
        messages.add(message);
        return message.waitForButton() ? button : MessageResponse.ASYNC;
    }

    @Override
    public void terminateProcess(long pid, int exitCode) {
        called("terminateProcess " + pid, "WTSTerminateProcess", SessionApiException.NO_SESSION);
    }

    @Override
    public boolean awaitEvent() {
        called("awaitEvent", "WTSWaitSystemEvent", SessionApiException.NO_SESSION);
        return true;
    }

    @Override
    public void endWait() {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public HostMode mode() {
        return HostMode.SIMULATED;
    }

    /** Returns how often it was closed. */
    public int closings() {
        return closings.get();
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }
}
