/**
 * The configuration: read once into typed values, all problems reported together, nothing guessed.
 *
 * <p>May import {@code tls}, which looks at its files, {@code text}, and the rules of {@code control}. Immutable values; nothing is null.
 */
package io.github.logoffd.config;
