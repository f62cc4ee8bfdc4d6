package io.github.logoffd.web.jolokia;

import org.jolokia.core.api.LogHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards Jolokia's log to SLF4J. */
final class JolokiaLog implements LogHandler {

    private static final Logger log = LoggerFactory.getLogger("org.jolokia");

    @Override
    public void debug(String message) {
        log.debug(message);
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void error(String message, Throwable cause) {
        log.error(message, cause);
    }

    @Override
    public boolean isDebug() {
        return log.isDebugEnabled();
    }
}
