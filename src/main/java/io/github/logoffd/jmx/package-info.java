/**
 * The MBeans: one for the service, one for each host, one for each session.
 *
 * <p>Every attribute is declared once, as a {@code RecordItem} with name, type, description and source; the same
 * declaration serves the bean, the record inside {@code SessionHost/Sessions} and the reference. The beans are MXBeans
 * by their metadata (open types only) without a Java interface for each, so the 50 attributes of a session are not
 * written down three times. Reading an attribute never asks a host. Thread-safe.
 */
package io.github.logoffd.jmx;
