/**
 * How fast the whole process is and what it needs, beside Jolokia's own agent in the same run, and in the Windows JVM
 * beside the native calls alone. Nothing here is a test; CONTRIBUTING has the commands. The inner loops are measured by
 * the classes named {@code ...Benchmark} in the packages that they are about.
 */
package io.github.logoffd.bench;
