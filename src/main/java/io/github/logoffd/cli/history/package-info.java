/** The command that queries the journal, on its files or through a running service. */
package io.github.logoffd.cli.history;
