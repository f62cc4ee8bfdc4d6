/**
 * Writes JSON. Stateless.
 *
 * <p>A writer of our own, although Jolokia includes one: that one writes U+001A to U+001F as an escape that is not
 * valid JSON, so that one control character in a client name, which the client chooses, would make every answer
 * unreadable.
 */
package io.github.logoffd.support.json;
