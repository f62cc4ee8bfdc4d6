/**
 * The Windows commands {@code logoff}, {@code query session}, {@code query user}, {@code msg} and {@code tsdiscon}
 * under their own names, with their switches, columns and error lines.
 *
 * <p>A command reads its line, opens a {@code CommandTarget} and shows what that answers. {@code HostTarget} is a
 * session host itself: it acts through the services of {@code control}, so that identity, refusals, verification and
 * audit are those of the service. {@code ServiceTarget} is a running service, whose roles, guards and audit count. Each
 * command runs on one thread; a {@code HostTarget} has one more for each logoff that is waited for. No logger: all
 * output goes to the two streams.
 */
package io.github.logoffd.cli.windows;
