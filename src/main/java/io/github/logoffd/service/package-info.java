/**
 * The commands, the Windows service, and the only place where implementations are chosen and put together.
 *
 * <p>May import everything; nobody imports it.
 */
package io.github.logoffd.service;
