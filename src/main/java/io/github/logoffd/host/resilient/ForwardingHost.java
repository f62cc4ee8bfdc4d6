package io.github.logoffd.host.resilient;

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

/** Forwards every call to another host, in a way that subclasses define once for all calls. */
abstract class ForwardingHost implements SessionHost {

    /** Kind of a call, which decides how it is treated. */
    enum Kind {
        /** A query about the host, or about non-vital data. */
        QUESTION,
        /** A vital query: when it fails, for whatever reason, the host has failed. */
        VITAL_QUESTION,
        /** An action on the current owner of a session, so it must not be made later than its caller expects. */
        ACT,
        /** Ends the wait for events of a host that is open. */
        END_OF_WAIT
    }

    /**
     * One call.
     *
     * @param kind how it is to be treated
     * @param what a description of the call that can begin a sentence
     * @param session the session, or {@code NO_SESSION}
     * @param asked how long the host is asked to wait
     * @param body the call itself
     */
    record Call<T>(Kind kind, String what, long session, Duration asked, Function<SessionHost, T> body) {

        private static <T> Call<T> question(String what, long session, Function<SessionHost, T> body) {
            return new Call<>(Kind.QUESTION, what, session, Duration.ZERO, body);
        }

        private static <T> Call<T> vital(String what, Function<SessionHost, T> body) {
            return new Call<>(Kind.VITAL_QUESTION, what, NO_SESSION, Duration.ZERO, body);
        }

        private static Call<Boolean> doing(Kind kind, String what, long session, Consumer<SessionHost> body) {
            return new Call<>(kind, what, session, Duration.ZERO, host -> {
                body.accept(host);
                return true;
            });
        }
    }

    /** Makes the call. */
    abstract <T> T forward(Call<T> call);

    @Override
    public List<SessionRow> enumerate() {
        return forward(Call.vital("Listing the sessions", SessionHost::sessions));
    }

    @Override
    public SessionDetail detail(long id) {
        return forward(Call.question("Reading the logon", id, host -> host.detail(id)));
    }

    @Override
    public ClientInfo client(long id) {
        return forward(Call.question("Reading the client", id, host -> host.client(id)));
    }

    @Override
    public List<ProcessInfo> processes() {
        return forward(Call.question("Listing the processes", NO_SESSION, SessionHost::processes));
    }

    @Override
    public void logoff(long id) {
        forward(Call.doing(Kind.ACT, "The logoff", id, host -> host.logoff(id)));
    }

    @Override
    public void disconnect(long id) {
        forward(Call.doing(Kind.ACT, "The disconnect", id, host -> host.disconnect(id)));
    }

    @Override
    public MessageResponse sendMessage(long id, Message message) {
        Duration asked = message.waitForButton() ? message.timeout() : Duration.ZERO;
        return forward(new Call<>(Kind.ACT, "The message", id, asked, host -> host.sendMessage(id, message)));
    }

    @Override
    public void terminateProcess(long pid, int exitCode) {
        forward(Call.doing(Kind.ACT, "Ending the process", NO_SESSION, host -> host.terminateProcess(pid, exitCode)));
    }

    @Override
    public boolean awaitEvent() {
        return forward(Call.vital("Waiting for events", SessionHost::awaitEvent));
    }

    @Override
    public void endWait() {
        forward(Call.doing(Kind.END_OF_WAIT, "Ending the wait for events", NO_SESSION, SessionHost::endWait));
    }
}
