/**
 * Files: read with a bound ({@code SmallFile}), read again when they change ({@code ReloadingFile}), and used by one process at a time
 * ({@code LockFile}). Thread-safe where nothing else is said.
 */
package io.github.logoffd.support.files;
