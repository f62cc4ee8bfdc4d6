/**
 * The MBeans: one for the service, one for each host, one for each session.
 *
 * <p>Third stage of the data flow. Every attribute is declared once, as a {@code Field} with name, type, description and
 * where its value comes from; the same declaration serves the bean, the record inside {@code SessionHost/Sessions} and the
 * reference. The beans are MXBeans by their metadata (open types only) without a Java interface for each, so the 50 attributes
 * of a session are not written down three times. Reading an attribute never asks a host.
 *
 * <p>May import {@code session}, {@code snapshot}, {@code control} and {@code events}. Thread-safe; nothing is null.
 */
package io.github.logoffd.jmx;
