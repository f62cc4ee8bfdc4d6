/**
 * Native binding, the only package that uses JNA. It turns calls of {@code wtsapi32.dll} into the ports of
 * {@code session}, asks {@code advapi32.dll} for the names of built-in accounts and {@code kernel32.dll} for what lists
 * of processes leave out, and writes to the event log of Windows.
 *
 * <p>Inside, names are those of the Windows headers. {@link io.github.logoffd.host.windows.Wtsapi32} declares,
 * {@code WtsCalls} calls, checks, copies out of native memory and frees, {@code WtsDecoder} turns the copied bytes into
 * values and is plain Java that runs anywhere. Thread-safe; nothing is null at its border.
 */
package io.github.logoffd.host.windows;
