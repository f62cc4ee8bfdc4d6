package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;
import io.github.logoffd.support.text.VisibleText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in one sentence why there is no answer. */
final class ConnectionProblem {

    private ConnectionProblem() {}

    static ServiceException noAnswer(ServiceAddress address, Duration timeout, Throwable cause) {
        return problem(
                "The service at " + address + " did not answer within " + timeout.toSeconds()
                        + " seconds; whether it carried out the request is not known.",
                cause);
    }

    static ServiceException of(ServiceAddress address, Duration timeout, Throwable failure) {
        String host = address.uri().getHost();
        if (has(failure, UnknownHostException.class)) {
            return problem("The host " + host + " in " + address + " is unknown. Give its name or address.", failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return problem(
                    "There was no connection to " + address + " within " + timeout.toSeconds() + " seconds.", failure);
        }
        if (has(failure, SSLException.class)) {
            return problem(tls(address, failure), failure);
        }
        if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
            return problem(
                    "There is no connection to " + address + ". Check that the service runs and listens there.",
                    failure);
        }
        return problem(
                "The connection to " + address + " ended without an answer in HTTP (" + reason(failure)
                        + "); whether the service carried out the request is not known.",
                failure);
    }

    private static String tls(ServiceAddress address, Throwable failure) {
        String host = address.uri().getHost();
        if (isWrongName(failure)) {
            return "The certificate of " + address + " is not for " + host
                    + ". Use an address with a name in the certificate.";
        }
        if (has(failure, CertificateExpiredException.class) || has(failure, CertificateNotYetValidException.class)) {
            return "The certificate of " + address
                    + " is not valid at this time. Renew it, or correct the clocks of both machines.";
        }
        if (has(failure, CertPathBuilderException.class) || has(failure, CertificateException.class)) {
            return "The certificate of " + address + " is not trusted (" + reason(failure)
                    + "). Give --ca with the file of the authority that issued it.";
        }
        return "There is no TLS connection to " + address + " (" + reason(failure)
                + "). Check that the service uses TLS there.";
    }

    /** The JDK has no type of its own for it. */
    private static boolean isWrongName(Throwable failure) {
        return causes(failure)
                .filter(CertificateException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message ->
                        message.startsWith("No subject alternative") || message.startsWith("No name matching"));
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** Returns the first cause that says anything. */
    private static String reason(Throwable failure) {
        Optional<String> message = causes(failure)
                .map(Throwable::getMessage)
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
        return message.map(VisibleText::of).orElse(failure.getClass().getSimpleName());
    }

    private static ServiceException problem(String sentence, Throwable cause) {
        return new ServiceException(Kind.UNREACHABLE, sentence, cause);
    }
}
