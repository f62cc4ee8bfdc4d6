/**
 * The running service: its wiring, its lifecycle and its entry from Windows. {@code LogoffdService} puts everything
 * together, {@code HostWatch} the parts of one host.
 */
package io.github.logoffd.service;
