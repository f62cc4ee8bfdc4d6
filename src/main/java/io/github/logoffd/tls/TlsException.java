package io.github.logoffd.tls;

import java.io.IOException;
import java.util.List;

/** The key material cannot be used. The message is what is wrong, one sentence after the other. */
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
