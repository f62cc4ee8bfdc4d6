package io.github.logoffd.host.windows;

/**
 * Reads the strings that an enumeration points to, character by character as they are. In tests a map stands in for
 * native memory.
 */
@FunctionalInterface
interface WideStrings {

    /** Returns the string at a native address, {@code ""} for the null address. */
    String at(long address);
}
