/**
 * What tests of several packages share: a clock to be moved by hand, a wait with a deadline, and the contract that
 * every session host has to keep with the scene that it is tried on.
 */
package io.github.logoffd.testing;
