package io.github.logoffd.jmx;

import io.github.logoffd.control.SessionControl;
import io.github.logoffd.monitor.HostMonitor;
import io.github.logoffd.session.Session;

/** Subject of a Session bean: the session in the latest snapshot, the age of that, and its logoff under way. */
record SessionSubject(Session session, HostMonitor monitor, SessionControl control) {}
