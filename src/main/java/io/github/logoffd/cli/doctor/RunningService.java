package io.github.logoffd.cli.doctor;

import io.github.logoffd.config.HttpConfig;
import io.github.logoffd.config.ServiceConfig;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.tls.ServerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.net.ssl.HttpsURLConnection;

/**
 * Answer of the service of a configuration to {@code GET /health}, which needs no user. Nothing secret is sent, and
 * with TLS only the configured certificate is accepted.
 *
 * @param url the address that was asked
 * @param status the HTTP status
 * @param text the JSON
 */
record RunningService(String url, int status, String text) {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST = 256 * 1024;
    private static final int FIRST_ERROR = 400;

    /**
     * Asks the service.
     *
     * @throws IOException when nothing answers, or something else does; the message says what
     */
    static RunningService ask(ServiceConfig config) throws IOException {
        URI url = url(config);
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        if (config.tls().isPresent() && connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(ServerCertificate.read(config.tls().get(), Instant.now())
                    .onlyThis()
                    .getSocketFactory());
            https.setHostnameVerifier((name, session) -> true);
        }
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            return new RunningService(url.toString(), status, text(connection, status));
        } finally {
            connection.disconnect();
        }
    }

    private static String text(HttpURLConnection connection, int status) throws IOException {
        try (InputStream body = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    private static URI url(ServiceConfig config) {
        HttpConfig http = config.http();
        InetAddress address = http.address().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : http.address();
        return URI.create((config.tls().isPresent() ? "https://" : "http://") + IpText.inUrl(address) + ':'
                + http.port() + "/health");
    }
}
