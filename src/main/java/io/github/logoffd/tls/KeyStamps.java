package io.github.logoffd.tls;

import io.github.logoffd.support.files.ReloadingFile;
import io.github.logoffd.support.files.ReloadingFile.Stamps;
import io.github.logoffd.support.text.ErrorText;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Changes of key material: of files by their content, of the certificate store of Windows by the certificate that it
 * gives. That store is asked once a minute, since Windows can record every use of a key. For one thread.
 */
final class KeyStamps implements Stamps {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final TlsConfig config;
    private final InstantSource clock;
    private final Stamps files;
    private Instant next = Instant.MIN;
    private String chosen = "";

    KeyStamps(TlsConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.files = ReloadingFile.ofFiles(config.files());
    }

    @Override
    public Object now() throws Exception {
        if (!(config.keyStore() instanceof KeyLocation.InWindows windows)) {
            return files.now();
        }
        Instant now = clock.instant();
        if (!now.isBefore(next) || next.isAfter(now.plus(PERIOD))) {
            next = now.plus(PERIOD);
            chosen = chosen(new WindowsStore(windows.selection()), now);
        }
        return List.of(chosen, files.now());
    }

    /** Returns the thumbprint, or why there is none: then the value is read again, which reports that. */
    private static String chosen(WindowsStore store, Instant now) throws GeneralSecurityException {
        try {
            return WindowsSelection.thumbprint(store.read(now).certificate());
        } catch (TlsException e) {
            return ErrorText.of(e);
        }
    }

    @Override
    public String name() {
        return config.keyStore() instanceof KeyLocation.InWindows ? "The certificate in Windows" : files.name();
    }
}
