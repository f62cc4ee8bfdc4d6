/** The journal: files of lines in four kinds, each line with the hash of the one before. */
package io.github.logoffd.audit.journal;
