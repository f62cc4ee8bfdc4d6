package io.github.logoffd.hosts;

import static io.github.logoffd.session.SessionApiException.NO_SESSION;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Passes every call on to another host, in a way that subclasses decide once for all calls. */
abstract class ForwardingHost implements SessionHost {

    /** The call that everything else rests on. */
    static final String LISTING = "Listing the sessions";

    /**
     * One call.
     *
     * @param what the call in words that can begin a sentence
     * @param session the session that it is about, or {@code NO_SESSION}
     * @param asked how long the host is asked to take
     * @param body the call itself
     */
    record Call<T>(String what, long session, Duration asked, Function<SessionHost, T> body) {

        private static <T> Call<T> of(String what, long session, Function<SessionHost, T> body) {
            return new Call<>(what, session, Duration.ZERO, body);
        }

        private static Call<Boolean> doing(String what, long session, Consumer<SessionHost> body) {
            return of(what, session, host -> {
                body.accept(host);
                return true;
            });
        }
    }

    /** Makes the call. */
    abstract <T> T forward(Call<T> call);

    @Override
    public List<SessionRow> sessions() {
        return forward(Call.of(LISTING, NO_SESSION, SessionHost::sessions));
    }

    @Override
    public SessionDetail detail(long id) {
        return forward(Call.of("Reading the logon", id, host -> host.detail(id)));
    }

    @Override
    public ClientInfo client(long id) {
        return forward(Call.of("Reading the client", id, host -> host.client(id)));
    }

    @Override
    public List<ProcessInfo> processes() {
        return forward(Call.of("Listing the processes", NO_SESSION, SessionHost::processes));
    }

    @Override
    public void logoff(long id) {
        forward(Call.doing("The logoff", id, host -> host.logoff(id)));
    }

    @Override
    public void disconnect(long id) {
        forward(Call.doing("The disconnect", id, host -> host.disconnect(id)));
    }

    @Override
    public MessageResponse sendMessage(long id, Message message) {
        Duration asked = message.waitForButton() ? message.timeout() : Duration.ZERO;
        return forward(new Call<>("The message", id, asked, host -> host.sendMessage(id, message)));
    }

    @Override
    public void terminateProcess(long pid, int exitCode) {
        forward(Call.doing("Ending the process", NO_SESSION, host -> host.terminateProcess(pid, exitCode)));
    }

    @Override
    public boolean awaitEvent() {
        return forward(Call.of("Waiting for events", NO_SESSION, SessionHost::awaitEvent));
    }

    @Override
    public void endWait() {
        forward(Call.doing("Ending the wait for events", NO_SESSION, SessionHost::endWait));
    }
}
