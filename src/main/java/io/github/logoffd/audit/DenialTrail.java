package io.github.logoffd.audit;

import java.io.IOException;

/** Keeps who was not let in. */
interface DenialTrail {

    /**
     * Records it.
     *
     * @throws IOException when it cannot be recorded
     */
    void write(Denial denial) throws IOException;
}
