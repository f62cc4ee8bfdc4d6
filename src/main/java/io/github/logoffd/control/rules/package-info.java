/**
 * Who may be ended: the rules of the administrator ({@code ActingRules}), the guard that spares sessions ({@code LogoffGuard}), the limits
 * ({@code LogoffRates}) and the last word before a call ({@code Admission}). The rules may change at any time. Thread-safe.
 */
package io.github.logoffd.control.rules;
