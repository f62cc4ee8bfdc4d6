/** What several packages need to know about files. Independent: imports nothing of ours. Thread-safe; nothing is null. */
package io.github.logoffd.files;
