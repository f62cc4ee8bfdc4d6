/**
 * Files: read with a bound ({@code SmallFile}), read again when they change ({@code ReloadingFile}), and used by one
 * process at a time ({@code LockFile}); the names of those of the journal. Thread-safe unless stated otherwise.
 */
package io.github.logoffd.support.files;
