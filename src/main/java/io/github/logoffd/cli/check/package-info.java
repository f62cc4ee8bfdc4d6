/**
 * The plugin for Nagios and Icinga, and what its event handler calls.
 *
 * <p>{@code CheckCommand} reads the hosts of a running service, compares what {@code Metric} names with {@code Thresholds} and prints a
 * {@code Report}. {@code RequestLogoffCommand} asks for the logoff of sessions that a report has named by their {@code SessionTag}. May
 * import {@code client}, {@code session} and {@code text}. Nothing is null.
 */
package io.github.logoffd.cli.check;
