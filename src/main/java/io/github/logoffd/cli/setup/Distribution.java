package io.github.logoffd.cli.setup;

import java.nio.file.Path;

/**
 * The version that is being installed.
 *
 * @param folder the folder of the jar that runs
 * @param javaHome the Java that runs it, and will run the service
 */
record Distribution(Path folder, ProductVersion version, Path javaHome) {}
