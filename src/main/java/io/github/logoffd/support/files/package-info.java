/**
 * Files: read with a bound ({@code SmallFile}), read again when they change ({@code ReloadingFile}), and used by one process at a time ({@code
 * LockFile}). Independent: imports nothing of ours. Thread-safe where nothing else is said; nothing is null.
 */
package io.github.logoffd.support.files;
