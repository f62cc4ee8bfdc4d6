package io.github.logoffd.tls;

/** Place that key material was read from. Its string form is for messages: the place and the configuration key. */
sealed interface KeySource permits TlsFile, WindowsStore {}
