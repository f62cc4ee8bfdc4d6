package io.github.logoffd.session;

/** Source of a session host's data. */
public enum HostMode {
    /** Remote Desktop Services of a Windows machine. */
    WINDOWS,
    /** The built-in simulation. */
    SIMULATED
}
