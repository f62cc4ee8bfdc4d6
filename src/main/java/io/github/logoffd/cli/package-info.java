/**
 * What a person types: {@code Main} with its commands, and the choice of session hosts for those that act on a host
 * themselves.
 */
package io.github.logoffd.cli;
