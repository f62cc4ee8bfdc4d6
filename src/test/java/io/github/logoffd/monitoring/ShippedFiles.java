package io.github.logoffd.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What {@code jolokia-config} ships for Nagios and Icinga, put into a folder of the test with that folder's paths
 * instead of those of a real installation, and times in seconds instead of minutes. Nothing else is changed.
 */
final class ShippedFiles {

    private final Path folder;
    private final RunningService service;

    /** Installs the command, the users' files and the handler. */
    ShippedFiles(Path folder, RunningService service) {
        this.folder = folder;
        this.service = service;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = Path.of(System.getProperty("logoffd.build.directory", "target"), "logoffd.jar")
                .toAbsolutePath();
        write(
                "logoffd",
                "rwx------",
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar '" + jar + "' \"$@\"\n");
        user("monitor", service.password("monitor"));
        user("operator", service.password("operator"));
        write("logoffd-handler", "rwx------", shipped("nagios/logoffd-handler"));
        write("handler.conf", "rw-------", shipped("nagios/handler.conf"));
    }

    /** Writes the file that a command logs in with. */
    void user(String name, String password) {
        write(name, "rw-------", name + ' ' + password + '\n');
    }

    /** Puts a file of {@code jolokia-config} into the folder. */
    Path install(String file) {
        return write(Path.of(file).getFileName().toString(), "rw-------", shipped(file));
    }

    Path write(String name, String permissions, String text) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shipped(String file) {
        try {
            return Files.readString(Path.of("jolokia-config", file))
                    .replace("/usr/local/bin/logoffd", folder.resolve("logoffd").toString())
                    .replace("/etc/logoffd", folder.toString())
                    .replace("/var/log/nagios4", folder.toString())
                    .replace(
                            "http://127.0.0.1:8778/jolokia/",
                            service.uri("/jolokia/").toString())
                    .replace("_interval = 1m", "_interval = 2s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the owner of the folder, who runs the servers. */
    String user() {
        return attributes().owner().getName();
    }

    String group() {
        return attributes().group().getName();
    }

    private PosixFileAttributes attributes() {
        try {
            return Files.readAttributes(folder, PosixFileAttributes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
