/** Commands for the administrator of the service. */
package io.github.logoffd.cli.admin;
