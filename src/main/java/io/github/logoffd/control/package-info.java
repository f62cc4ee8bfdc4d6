/**
 * The control flow: from a request to act on a session to a verified outcome. Every logoff goes through
 * {@code LogoffPipeline}; start reading there.
 *
 * <p>{@code SessionControl} puts the services of one host together: {@code LogoffService}, {@code BulkService},
 * {@code Countdowns} and {@code Automation} end sessions through the pipeline; {@code MessageService} and
 * {@code DisconnectService} do the rest; {@code DownSessions} publishes sessions that Windows cannot end.
 * {@code ActingPolicy} holds the administrator's rules for all hosts; they may change at any time, and the last check
 * counts.
 */
package io.github.logoffd.control;
