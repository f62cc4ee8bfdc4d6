package io.github.logoffd.tls;

import java.io.IOException;
import java.util.List;

/** Key material that cannot be used. The message has one sentence for each problem. */
public final class TlsException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    TlsException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    TlsException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    TlsException(String problem) {
        this(List.of(problem));
    }

    /** Returns a sentence for each problem. */
    public List<String> problems() {
        return problems;
    }
}
