/**
 * Attacks on the real process with the heap and the options of the shipped service: over HTTP, TLS and RMI, by
 * strangers, by users and by garbage. Throughout others are served, and afterwards nothing is left over.
 */
package io.github.logoffd.attack;
