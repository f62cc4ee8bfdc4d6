package io.github.logoffd.audit;

/** Durable record of denials. */
interface DenialTrail {

    /** Records a denial; when that is not possible, it is counted until it is. */
    void write(Denial denial);
}
