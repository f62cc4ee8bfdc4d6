package io.github.logoffd.host.windows;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.SessionApiException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Queries about the client of one session. Each answer is independent: some Windows versions do not return the address,
 * the protocol or the client information of some sessions. Used once.
 */
final class ClientQuestions {

    private final WtsCalls calls;
    private final long id;
    private boolean answered;
    private Optional<SessionApiException> failure = Optional.empty();

    ClientQuestions(WtsCalls calls, long id) {
        this.calls = calls;
        this.id = id;
    }

    /**
     * Returns the values that Windows returns.
     *
     * @throws SessionApiException when it returns no value, has no such session, or does not answer
     */
    ClientInfo ask() {
        String address = answer(Wtsapi32.WTSClientAddress, "WTSClientAddress", WtsDecoder::clientAddress)
                .orElse("");
        ClientProtocol protocol = answer(
                        Wtsapi32.WTSClientProtocolType, "WTSClientProtocolType", WtsDecoder::clientProtocol)
                .orElse(ClientProtocol.UNKNOWN);
        ClientInfo client = answer(
                        Wtsapi32.WTSClientInfo, "WTSClientInfo", bytes -> WtsDecoder.client(bytes, address, protocol))
                .orElseGet(() -> new ClientInfo(name(), address, protocol, -1, -1, -1, -1, "", ""));
        if (!answered && failure.isPresent()) {
            throw failure.get();
        }
        return client.with(failure);
    }

    /** The name is part of the client information, so it is queried only without that. */
    private String name() {
        return answer(Wtsapi32.WTSClientName, "WTSClientName", WtsDecoder::clientName)
                .orElse("");
    }

    private <T> Optional<T> answer(int infoClass, String className, Function<byte[], T> decode) {
        try {
            T answer = calls.querySessionInformation(id, infoClass, className, decode);
            answered = true;
            return Optional.of(answer);
        } catch (SessionApiException e) {
            note(e);
            return Optional.empty();
        }
    }

    private void note(SessionApiException e) {
        switch (e.reason()) {
            case NOT_FOUND, CLOSING, HOST_UNREACHABLE -> throw e;
            case ACCESS_DENIED, NOT_SUPPORTED, OTHER -> failure = failure.or(() -> Optional.of(e));
        }
    }
}
