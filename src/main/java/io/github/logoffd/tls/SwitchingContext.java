package io.github.logoffd.tls;

import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A context that is another one for each new connection. Key managers that change underneath one context would do for the
 * certificate, but not for the rest: its session tickets would outlive an authority that was removed.
 */
final class SwitchingContext extends SSLContext {

    SwitchingContext(Supplier<SSLContext> newest) {
        super(new Spi(newest), null, "TLS");
    }

    private static final class Spi extends SSLContextSpi {

        private final Supplier<SSLContext> newest;

        Spi(Supplier<SSLContext> newest) {
            this.newest = newest;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new UnsupportedOperationException("The contexts behind this one are initialised already.");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return newest.get().getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return newest.get().getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return newest.get().createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return newest.get().createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return newest.get().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return newest.get().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return newest.get().getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return newest.get().getSupportedSSLParameters();
        }
    }
}
