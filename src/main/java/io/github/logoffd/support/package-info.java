/** Parts that any room may use and that know nothing of sessions. */
package io.github.logoffd.support;
