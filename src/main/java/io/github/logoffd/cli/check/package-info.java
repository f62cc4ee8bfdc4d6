/**
 * The plugin for Nagios and Icinga, and the command of its event handler.
 *
 * <p>{@code CheckCommand} reads the hosts of a running service, compares the numbers of {@code Metric} with
 * {@code Thresholds} and prints a {@code Report}. {@code RequestLogoffCommand} asks for the logoff of sessions that a
 * report has named by their {@code SessionTag}.
 */
package io.github.logoffd.cli.check;
