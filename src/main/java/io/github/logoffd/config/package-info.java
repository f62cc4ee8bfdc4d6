/**
 * The configuration: read once into typed values, all problems reported together, nothing guessed. Immutable values.
 */
package io.github.logoffd.config;
