package io.github.logoffd.cli.setup;

import java.nio.file.Path;

/** Files of a Java for Windows. Stateless. */
final class Java {

    private Java() {}

    /** Returns the library that procrun loads. */
    static Path library(Path home) {
        return home.resolve("bin").resolve("server").resolve("jvm.dll");
    }

    static Path program(Path home) {
        return home.resolve("bin").resolve("java.exe");
    }
}
