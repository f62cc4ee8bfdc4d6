/**
 * Domain model of a Remote Desktop session: immutable values and the ports through which a session host is read and
 * acted upon.
 *
 * <p>All types are immutable or stateless and so thread-safe, unless they say otherwise. Nothing is null, here and
 * elsewhere: an unknown string is {@code ""}, an unknown number is {@code -1}, an unknown time is an empty
 * {@link java.util.Optional}.
 */
package io.github.logoffd.session;
