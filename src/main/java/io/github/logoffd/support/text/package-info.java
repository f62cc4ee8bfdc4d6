/** Strings from outside: whether they show anything, and how they are shown; IP addresses as text. Stateless. */
package io.github.logoffd.support.text;
