/**
 * Installation of the Windows service: into folders of its own, upgraded beside the version that runs, repaired and
 * removed. {@code install.cmd} and {@code uninstall.cmd} find a Java and call {@code logoffd setup}.
 *
 * <p>{@link io.github.logoffd.cli.setup.WindowsPort} is all that is asked of Windows, so that the order of the steps
 * and the way back are tested without it.
 */
package io.github.logoffd.cli.setup;
