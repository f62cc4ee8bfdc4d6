/** Safe display of strings from outside, and formatting of IP addresses. Stateless. */
package io.github.logoffd.support.text;
