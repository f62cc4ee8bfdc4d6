package io.github.logoffd.metrics;

import io.github.logoffd.control.SessionControl;
import io.github.logoffd.monitor.HostMonitor;

/**
 * A host that is measured.
 *
 * @param monitor its newest snapshot
 * @param control what is being done to its sessions
 */
public record MeasuredHost(HostMonitor monitor, SessionControl control) {}
