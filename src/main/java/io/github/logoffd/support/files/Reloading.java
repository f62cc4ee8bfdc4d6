package io.github.logoffd.support.files;

import java.util.Optional;

/** Value that is reloaded when its files change. */
public interface Reloading {

    /** Checks the files for changes, and reloads them if changed. For one thread; never throws. */
    void look();

    /**
     * Returns why the current files are not used, one sentence without any of their content; empty when they are used.
     */
    Optional<String> problem();
}
