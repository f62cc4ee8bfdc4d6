/**
 * Rules about which sessions may be ended: the administrator's rules ({@code ActingRules}), the guard that spares
 * sessions ({@code LogoffGuard}), the limits ({@code LogoffRates}) and the final check before a call
 * ({@code Admission}). The rules may change at any time. Thread-safe.
 */
package io.github.logoffd.control.rules;
