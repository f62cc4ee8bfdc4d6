package io.github.logoffd.session;

/** Where a session host's data come from. */
public enum HostMode {
    /** Remote Desktop Services of a Windows machine. */
    WINDOWS,
    /** The built-in simulation. */
    SIMULATED
}
