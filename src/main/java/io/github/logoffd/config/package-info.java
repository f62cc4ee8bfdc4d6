/**
 * The configuration: read once into typed values, all problems reported together, nothing guessed.
 *
 * <p>Imports nothing of ours. Immutable values; nothing is null.
 */
package io.github.logoffd.config;
