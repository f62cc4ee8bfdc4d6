/**
 * Lifecycle of one request to act: the request ({@code Request}), its intent in the audit trail
 * ({@code RecordedRequest}), the results of its steps ({@code Step}), its answer ({@code LogoffAnswer}). Thread-safe.
 */
package io.github.logoffd.control.request;
