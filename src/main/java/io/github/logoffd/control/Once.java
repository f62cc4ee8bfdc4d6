package io.github.logoffd.control;

import java.util.Optional;
import java.util.function.Supplier;

/** Does something when somebody wants its result first; everybody else gets that result, after waiting for it. Thread-safe. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> action;
    private Optional<T> result = Optional.empty();

    Once(Supplier<T> action) {
        this.action = action;
    }

    @Override
    public synchronized T get() {
        T value = result.orElseGet(action);
        result = Optional.of(value);
        return value;
    }
}
