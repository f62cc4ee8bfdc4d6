/**
 * Text from outside: whether it shows anything, and how it is shown; IP addresses as text. Imports nothing of ours. Stateless; nothing is null.
 */
package io.github.logoffd.support.text;
