package io.github.logoffd.config;

import io.github.logoffd.tls.ClientCertificates;
import io.github.logoffd.tls.KeyLocation;
import io.github.logoffd.tls.TlsConfig;
import io.github.logoffd.tls.WindowsSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of TLS. A key that would have no effect is a problem: its author relies on its protection. */
final class TlsKeys {

    private TlsKeys() {}

    /**
     * Returns the TLS configuration, empty without a key store.
     *
     * @param look finds the problems of the named files; may skip that check
     */
    static Optional<TlsConfig> read(
            ConfigValues values, Path folder, List<String> problems, Function<TlsConfig, List<String>> look) {
        Optional<KeyLocation> keyStore = keyStore(values, folder);
        Optional<Path> key = values.optionalPath(ConfigKey.TLS_KEY, folder);
        Optional<Path> password = values.optionalPath(ConfigKey.TLS_PASSWORD_FILE, folder);
        Optional<Path> clientCa = values.optionalPath(ConfigKey.TLS_CLIENT_CA, folder);
        ClientCertificates clients =
                values.choice(ConfigKey.TLS_CLIENT_CERTIFICATES, List.of(ClientCertificates.values()));
        int before = problems.size();
        if (keyStore.isEmpty()) {
            if (Stream.of(key, password, clientCa).anyMatch(Optional::isPresent) || clients != ClientCertificates.OFF) {
                values.problem(
                        ConfigKey.TLS_KEYSTORE, "the path of the key material, since other TLS keys are set", "");
            }
            return Optional.empty();
        }
        TlsConfig config = new TlsConfig(keyStore.get(), key, password, clientCa, clients);
        checkTogether(config, values);
        if (problems.size() == before) {
            problems.addAll(look.apply(config));
        }
        return Optional.of(config);
    }

    private static Optional<KeyLocation> keyStore(ConfigValues values, Path folder) {
        if (!values.text(ConfigKey.TLS_KEYSTORE).startsWith(WindowsSelection.PREFIX)) {
            return values.optionalPath(ConfigKey.TLS_KEYSTORE, folder).map(KeyLocation.InFile::new);
        }
        Optional<WindowsSelection> selection = WindowsSelection.parse(values.text(ConfigKey.TLS_KEYSTORE));
        if (selection.isEmpty()) {
            values.problem(ConfigKey.TLS_KEYSTORE, WindowsSelection.FORMS, "");
        }
        return selection.map(KeyLocation.InWindows::new);
    }

    private static void checkTogether(TlsConfig config, ConfigValues values) {
        if (!config.isPem() && !config.isPkcs12() && !config.isInWindows()) {
            values.problem(
                    ConfigKey.TLS_KEYSTORE,
                    "the path of a file that ends in .p12, .pfx or .pem, or " + WindowsSelection.FORMS,
                    "");
        }
        if (config.isInWindows() && config.key().isPresent()) {
            values.problem(ConfigKey.TLS_KEY, "nothing, as the certificate store of Windows holds the key itself", "");
        }
        if (config.isInWindows() && config.passwordFile().isPresent()) {
            values.problem(
                    ConfigKey.TLS_PASSWORD_FILE, "nothing, as the certificate store of Windows has no password", "");
        }
        if (config.isPkcs12() && config.key().isPresent()) {
            values.problem(ConfigKey.TLS_KEY, "nothing, as a PKCS#12 file holds its key itself", "");
        }
        boolean asks = config.clientCertificates() != ClientCertificates.OFF;
        if (asks && config.clientCa().isEmpty()) {
            values.problem(
                    ConfigKey.TLS_CLIENT_CA,
                    "the path of a file, since certificates are requested from clients (tls.clientCertificates)",
                    "");
        }
        if (!asks && config.clientCa().isPresent()) {
            values.problem(
                    ConfigKey.TLS_CLIENT_CERTIFICATES,
                    "optional or required, since authorities are set (tls.clientCa)",
                    "");
        }
    }
}
