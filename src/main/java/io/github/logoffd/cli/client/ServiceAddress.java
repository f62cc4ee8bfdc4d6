package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a service answers. Its text form is for messages and holds no secret.
 *
 * @param uri an http or https address whose path ends with a slash
 */
public record ServiceAddress(URI uri) {

    /** Where a service answers that runs here and was not told otherwise. */
    public static final String USUAL = "http://127.0.0.1:8778/jolokia/";

    private static final String EXPECTED = "Give one such as " + USUAL + '.';

    /**
     * Understands an address; without a path it is that of {@link #USUAL}.
     *
     * @throws ServiceException of kind OPTIONS when it is none
     */
    public static ServiceAddress parse(String text) throws ServiceException {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw problem("The address \"" + text + "\" has neither http nor https. " + EXPECTED);
        }
        if (uri.getRawUserInfo() != null) {
            throw problem("The address contains a name or a password, which other users could see. Use LOGOFFD_USER and"
                    + " LOGOFFD_PASSWORD, or --user-file.");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
            throw problem("The address \"" + text + "\" has no host and port that can be used. " + EXPECTED);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw problem("The address \"" + text + "\" has more than a path. " + EXPECTED);
        }
        return new ServiceAddress(withPath(uri, scheme));
    }

    private static URI uri(String text) throws ServiceException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw problem("The address \"" + text + "\" cannot be read. " + EXPECTED);
        }
    }

    private static URI withPath(URI uri, String scheme) {
        String path = uri.getRawPath();
        String whole = path.isEmpty() || path.equals("/") ? "/jolokia/" : path;
        return URI.create(scheme + "://" + uri.getRawAuthority() + whole + (whole.endsWith("/") ? "" : "/"));
    }

    private static ServiceException problem(String sentence) {
        return new ServiceException(Kind.OPTIONS, sentence);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
