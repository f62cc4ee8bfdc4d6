/**
 * Where the audit trail is kept. May import {@code control}, {@code json}, {@code text} and {@code session}. Thread-safe; nothing is null.
 */
package io.github.logoffd.audit;
