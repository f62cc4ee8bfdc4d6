/**
 * Jolokia's protocol. {@code JolokiaHandler} reads and writes HTTP, {@code GuardedJolokia} decides about each single
 * Jolokia request, {@code VisibleBeans} hides all other beans from Jolokia. Thread-safe.
 */
package io.github.logoffd.web.jolokia;
