/**
 * The newest immutable picture of a host's sessions: taken on a schedule and on demand, kept when a later attempt fails.
 *
 * <p>Second stage of the data flow. May import {@code session} only; it cannot act on a session. Readers never wait: they get
 * the newest picture. Nothing is null.
 */
package io.github.logoffd.monitor;
