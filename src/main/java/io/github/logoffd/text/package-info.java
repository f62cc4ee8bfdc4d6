/**
 * Text that somebody else wrote, before it is shown. Imports nothing of ours. Stateless; nothing is null.
 */
package io.github.logoffd.text;
