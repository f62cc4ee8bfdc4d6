/**
 * Jolokia's protocol. {@code JolokiaHandler} reads and writes HTTP, {@code GuardedJolokia} decides about each single Jolokia request, {@code
 * VisibleBeans} keeps the rest of the beans from Jolokia. Thread-safe.
 */
package io.github.logoffd.web.jolokia;
