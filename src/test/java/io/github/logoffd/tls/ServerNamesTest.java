package io.github.logoffd.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestAuthority.Request;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For which servers a certificate is. */
class ServerNamesTest {

    private static X509Certificate certificate(String subject, String... names) throws Exception {
        return new TestAuthority("CN=Test CA")
                .issue(new Request(subject).names(names))
                .certificate();
    }

    @Test
    void alternativeNamesCountAndTheSubjectDoesNot() throws Exception {
        assertThat(ServerNames.of(certificate("CN=other", "RDS01.contoso.com")).names())
                .containsExactlyInAnyOrder("rds01.contoso.com", "127.0.0.1");
    }

    @Test
    void withoutAlternativeNamesTheSubjectCounts() throws Exception {
        assertThat(ServerNames.of(certificate("CN=RDS01.contoso.com,O=Corp")).names())
                .containsExactly("rds01.contoso.com");
        assertThat(ServerNames.of(certificate("O=Corp")).names()).containsExactly("o=corp");
    }

    @ParameterizedTest
    @CsvSource({
        "rds01.contoso.com, RDS01.contoso.com, true",
        "rds01.contoso.com, rds02.contoso.com, false",
        "*.contoso.com, rds01.contoso.com, true",
        "rds01.contoso.com, *.contoso.com, true",
        "*.contoso.com, a.rds01.contoso.com, false",
        "*.contoso.com, contoso.com, false",
        "*.contoso.com, *.contoso.com, true",
        "2001:db8::1, 2001:DB8:0:0:0:0:0:1, true",
        "192.0.2.1, 192.0.2.2, false",
        "rds01, rds01.contoso.com, false",
    })
    void aCertificateIsForAServerByOneOfItsNames(String name, String wanted, boolean expected) {
        assertThat(ServerNames.of(Set.of("other", name)).areForOneOf(ServerNames.of(Set.of(wanted, "third"))))
                .isEqualTo(expected);
    }

    @Test
    void theNameOfEveryMachineCountsOnlyWhereThereIsNoOther() {
        ServerNames renewed = ServerNames.of(List.of("rds02", "localhost"));

        assertThat(renewed.areForOneOf(ServerNames.of(List.of("localhost", "127.0.0.1"))))
                .isTrue();
        assertThat(renewed.areForOneOf(ServerNames.of(List.of("localhost", "rds01"))))
                .isFalse();
    }
}
