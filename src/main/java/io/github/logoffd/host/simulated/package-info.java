/**
 * Simulated session host without Windows: the default on other systems, and selected by {@code --simulate}.
 *
 * <p>{@link io.github.logoffd.host.simulated.SimulatedSessionHost} stands behind the same ports as real Windows and
 * fails with the same function names and error numbers, so everything in front of the ports can be tried and tested
 * without a server. Thread-safe: the host has one lock, and everything else here is either immutable or used only under
 * that lock. It has no threads: events since the last call are computed at the next one.
 */
package io.github.logoffd.host.simulated;
