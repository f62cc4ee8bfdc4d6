package io.github.logoffd.support.files;

import java.util.Optional;

/** Something that comes from files and is read again when they change. */
public interface Reloading {

    /** Looks whether the files have changed, and reads them again if so. For one thread; never throws. */
    void look();

    /** Returns why the files as they are now are not used, one sentence without anything of their content; empty when they are used. */
    Optional<String> problem();
}
