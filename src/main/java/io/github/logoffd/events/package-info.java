/**
 * What happened on the hosts, kept for a while and handed to whoever follows it.
 *
 * <p>Imports nothing of ours: what an event says was put into plain data before. Thread-safe; whoever publishes never waits for
 * whoever reads. Nothing is null.
 */
package io.github.logoffd.events;
