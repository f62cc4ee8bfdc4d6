/**
 * What a Remote Desktop session is: immutable values and the ports through which a session host is read and acted upon.
 *
 * <p>First stage of both flows. Imports {@code text} only. All types are immutable or stateless and so thread-safe, unless
 * they say otherwise. Nothing here is null: unknown text is {@code ""}, an unknown number is {@code -1}, an unknown time is
 * an empty {@link java.util.Optional}.
 */
package io.github.logoffd.session;
