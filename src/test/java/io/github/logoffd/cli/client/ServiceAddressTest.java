package io.github.logoffd.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.cli.client.ServiceException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people type them. */
class ServiceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8778/jolokia/,http://127.0.0.1:8778/jolokia/",
        "http://127.0.0.1:8778/jolokia,http://127.0.0.1:8778/jolokia/",
        "https://ts01.example.org:8778,https://ts01.example.org:8778/jolokia/",
        "HTTPS://ts01/,https://ts01/jolokia/",
        "http://[::1]:8778/proxy/ts01,http://[::1]:8778/proxy/ts01/"
    })
    void aMissingPathIsThatOfTheService(String given, String expected) throws Exception {
        assertThat(ServiceAddress.parse(given)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ts01:8778",
                "ftp://ts01/",
                "service:jmx:jolokia://ts01:8778/jolokia",
                "http://",
                "http:///jolokia",
                "http://ts 01/",
                "http://ts01:99999/",
                "http://ts01:0/",
                "http://ts_01:8778/",
                "http://ts01/jolokia?x=1",
                "http://ts01/jolokia#x"
            })
    void whatIsNoAddressIsReported(String given) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> ServiceAddress.parse(given))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.OPTIONS))
                .withMessageStartingWith("The address \"" + given + "\" ")
                .withMessageContaining("Give one such as http://127.0.0.1:8778/jolokia/.");
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotRepeated() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> ServiceAddress.parse("http://operator:secret@ts01/"))
                .withMessageContaining("LOGOFFD_PASSWORD")
                .withMessageNotContaining("secret");
    }
}
