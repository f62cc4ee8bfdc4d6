/**
 * Fault-tolerant session hosts: opened on demand and reopened when available again, with back-off after failures and a
 * timeout on every call. Thread-safe.
 */
package io.github.logoffd.host.resilient;
