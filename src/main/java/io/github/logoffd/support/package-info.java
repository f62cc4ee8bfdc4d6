/** Utilities for all packages, independent of sessions. */
package io.github.logoffd.support;
