/**
 * The control flow: from a request to act on a session to a verified outcome.
 *
 * <pre>
 * HostRequests ──▶ AuditTrail (asked) ──▶ LogonCheck (fresh read, LogoffGuard, conditions) ──▶ Admission (limits) ──▶ native call ──▶ PendingLogoffs (verified) ──▶ AuditTrail (answered)
 * </pre>
 *
 * <p>{@code ActingPolicy} holds the administrator's rules for all hosts; they may change at any time, and what is checked last counts.
 *
 * <p>{@code SessionControl} puts the services of one host together: {@code LogoffService} ends sessions, and {@code Countdowns}, {@code
 * Automation} and {@code BulkService} go through it; {@code MessageService} and {@code DisconnectService} do the rest; {@code DownSessions}
 * tells of what Windows cannot end.
 *
 * <p>May import {@code session} and {@code text} only: no JNA, no JMX, no files. Nothing is null.
 */
package io.github.logoffd.control;
