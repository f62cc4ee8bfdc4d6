package io.github.logoffd.metrics;

import io.github.logoffd.control.SessionControl;
import io.github.logoffd.monitor.HostMonitor;

/**
 * A host with metrics.
 *
 * @param monitor its latest snapshot
 * @param control its logoffs
 */
public record MeasuredHost(HostMonitor monitor, SessionControl control) {}
