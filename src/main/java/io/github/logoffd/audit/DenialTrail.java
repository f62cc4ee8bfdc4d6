package io.github.logoffd.audit;

import java.io.IOException;

/** Durable record of denials. */
interface DenialTrail {

    /**
     * Records a denial.
     *
     * @throws IOException when it cannot be recorded
     */
    void write(Denial denial) throws IOException;
}
