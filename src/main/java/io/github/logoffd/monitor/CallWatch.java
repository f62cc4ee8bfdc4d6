package io.github.logoffd.monitor;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionReader;
import io.github.logoffd.session.SessionRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures the duration of the current host call. Calls are made by one thread at a time; any thread may read the
 * duration.
 */
final class CallWatch implements SessionReader {

    private final SessionReader reader;
    private final LongSupplier nanoTime;
    private volatile Optional<Long> began = Optional.empty();

    CallWatch(SessionReader reader, LongSupplier nanoTime) {
        this.reader = reader;
        this.nanoTime = nanoTime;
    }

    /** Returns the duration of the current call, zero while there is none. */
    Duration runningFor() {
        return began.map(start -> Duration.ofNanos(nanoTime.getAsLong() - start))
                .orElse(Duration.ZERO);
    }

    private <T> T watched(Supplier<T> question) {
        began = Optional.of(nanoTime.getAsLong());
        try {
            return question.get();
        } finally {
            began = Optional.empty();
        }
    }

    @Override
    public List<SessionRow> enumerate() {
        return watched(reader::sessions);
    }

    @Override
    public SessionDetail detail(long id) {
        return watched(() -> reader.detail(id));
    }

    @Override
    public ClientInfo client(long id) {
        return watched(() -> reader.client(id));
    }

    @Override
    public List<ProcessInfo> processes() {
        return watched(reader::processes);
    }
}
