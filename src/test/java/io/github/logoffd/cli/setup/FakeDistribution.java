package io.github.logoffd.cli.setup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Folders as the zip and a Java for Windows have them, with the files that matter to an installation. */
final class FakeDistribution {

    private FakeDistribution() {}

    /** Unpacks a version, and returns it with a Java beside it. */
    static Distribution unpack(Path parent, String version) throws IOException {
        Path folder = parent.resolve("unpacked-" + version);
        put(folder.resolve("service/logoffd.exe"), "procrun " + version);
        put(folder.resolve("service/logback.xml"), "<configuration/>");
        put(folder.resolve("service/install.cmd"), "@echo off");
        put(folder.resolve("lib/jnidispatch.dll"), "dll");
        put(
                folder.resolve("service/logoffd.properties"),
                Files.readString(Path.of("service/logoffd.properties")).replace("http.port=8778", "http.port=0"));
        for (String name : new String[] {"jolokia.properties", "jolokia-access.xml"}) {
            put(folder.resolve("jolokia-config").resolve(name), Files.readString(Path.of("jolokia-config", name)));
        }
        jar(folder.resolve("logoffd.jar"), version);
        return new Distribution(folder, new ProductVersion(version), java(parent));
    }

    private static void jar(Path file, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private static Path java(Path parent) throws IOException {
        Path home = parent.resolve("java");
        if (!Files.exists(home)) {
            put(Java.library(home), "dll");
            put(Java.program(home), "exe");
        }
        return home;
    }

    static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
