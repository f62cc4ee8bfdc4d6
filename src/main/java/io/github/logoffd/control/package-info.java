/**
 * The control flow: from a request to end a session to a verified outcome.
 *
 * <pre>
 * LogoffService ──▶ AuditTrail (asked) ──▶ fresh read, LogoffGuard ──▶ native call ──▶ PendingLogoffs (verified) ──▶ AuditTrail (answered)
 * </pre>
 *
 * <p>May import {@code session} only: no JNA, no JMX, no files. Nothing is null.
 */
package io.github.logoffd.control;
