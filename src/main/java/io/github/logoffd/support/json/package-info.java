/**
 * Writes JSON. Stateless.
 *
 * <p>Of our own, although Jolokia brings a writer: that one writes U+001A to U+001F as an escape that is no JSON, so that one
 * control character in a client's name, which the client chooses, would make every answer unreadable.
 */
package io.github.logoffd.support.json;
