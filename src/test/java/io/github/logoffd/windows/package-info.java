/**
 * The product as what it is, a Windows service: a Windows JVM, procrun and {@code cmd.exe} under Wine, and a stand-in
 * for {@code wtsapi32.dll}. Runs on Linux as part of {@code mvn verify}.
 */
package io.github.logoffd.windows;
