/** The console: a page for browsers, its files, and what it needs to know about its user. */
package io.github.logoffd.web.console;
