package io.github.logoffd.cli.setup;

import io.github.logoffd.config.ConfigKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an administrator asks of an installation.
 *
 * @param programs the folder that gets a folder for each version
 * @param data the folder of the data; empty for that of the installation that is there, else the usual one
 * @param usualData the folder when nothing else says which
 * @param values values for a new configuration; one that is there stays as it is
 * @param start whether the service is started
 * @param archive whether the class archive is made
 * @param firewall whether the firewall gets a rule for the ports of the service
 */
record InstallRequest(
        Path programs,
        Optional<Path> data,
        Path usualData,
        Map<ConfigKey, String> values,
        boolean start,
        boolean archive,
        boolean firewall) {

    InstallRequest {
        values = Map.copyOf(values);
    }
}
