/**
 * The monitoring servers of the field, as they come from the distribution, against the running product: what is shipped
 * in {@code jolokia-config} is loaded there, raises the alarm and ends the session. Everything listens on loopback, on
 * ports of its own, in a folder of its own, and ends with its test.
 */
package io.github.logoffd.monitoring;
