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
 * The verified certificate of a client.
 *
 * @param certificate the client's own, not its issuer's
 */
record ClientCertificate(X509Certificate certificate) {

    /** Returns the client certificate of a request; empty without TLS or when the client sent none. */
    static Optional<ClientCertificate> of(Exchange exchange) {
        return exchange.tls()
                .map(EndPoint.SslSessionData::peerCertificates)
                .filter(chain -> chain.length > 0)
                .map(chain -> new ClientCertificate(chain[0]));
    }

    /** Returns the distinguished name of the subject in the form of RFC 2253. */
    String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Returns the CN of the subject; empty when there is none or more than one. */
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
            // A name that cannot be parsed identifies no user.
            return Optional.empty();
        }
        return names.size() == 1 && names.get(0) instanceof String name ? Optional.of(name) : Optional.empty();
    }
}
