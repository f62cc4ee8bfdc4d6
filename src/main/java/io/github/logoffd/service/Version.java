package io.github.logoffd.service;

import picocli.CommandLine.IVersionProvider;

/** The version of the product, from the manifest of its jar. */
public final class Version implements IVersionProvider {

    /** Returns the version. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"logoffd " + text() + " (Java " + Runtime.version() + ")"};
    }
}
