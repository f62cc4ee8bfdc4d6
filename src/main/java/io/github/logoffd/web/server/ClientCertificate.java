package io.github.logoffd.web.server;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.eclipse.jetty.io.EndPoint;

/**
 * The verified certificate by which a client has made itself known.
 *
 * @param certificate the client's own, not its issuer's
 */
record ClientCertificate(X509Certificate certificate) {

    /** Returns the certificate of whoever sent this request; nothing without TLS or when the client sent none. */
    static Optional<ClientCertificate> of(Exchange exchange) {
        return exchange.tls()
                .map(EndPoint.SslSessionData::peerCertificates)
                .filter(chain -> chain.length > 0)
                .map(chain -> new ClientCertificate(chain[0]));
    }

    /** Returns the whole name of the subject as RFC 2253 writes it. */
    String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Returns the CN of the subject; nothing when there is none, or more than one to choose from. */
    Optional<String> commonName() {
        List<Object> names = new ArrayList<>();
        try {
            for (Rdn rdn : new LdapName(subject()).getRdns()) {
                Attribute attribute = rdn.toAttributes().get("CN");
                if (attribute != null) {
                    names.addAll(Collections.list(attribute.getAll()));
                }
            }
        } catch (NamingException e) {
            // A name that cannot be taken apart names nobody.
            return Optional.empty();
        }
        return names.size() == 1 && names.get(0) instanceof String name ? Optional.of(name) : Optional.empty();
    }
}
