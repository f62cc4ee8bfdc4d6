package io.github.logoffd.audit.journal;

import java.io.IOException;

/** Lines were not written, since the space of their kind is used up by lines that are not to be deleted yet. */
final class NoSpaceException extends IOException {

    private static final long serialVersionUID = 1;

    NoSpaceException(JournalKind kind, long maxBytes) {
        super("The journal of " + kind.text() + " has used up its space of " + maxBytes + " bytes (history.maxBytes."
                + kind.text() + ") with lines younger than history.keep." + kind.text()
                + ". Give it more space, or archive its oldest files elsewhere.");
    }
}
