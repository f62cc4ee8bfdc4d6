package io.github.logoffd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names mean which host. */
class HostNameTest {

    private static final List<String> HOSTS = List.of("RDS01", "rds02.corp.example", "192.0.2.7", "fe80::1");

    @BeforeEach
    void ofADomain() {
        HostName.completeBy("corp.example");
    }

    @AfterEach
    void ofNone() {
        HostName.completeBy("");
    }

    @ParameterizedTest
    @CsvSource({
        "rds01, RDS01",
        "RDS01.corp.example, RDS01",
        "rds01.corp.example., RDS01",
        "Rds02, rds02.corp.example",
        "RDS02.CORP.EXAMPLE, rds02.corp.example",
        "192.0.2.7, 192.0.2.7",
        "FE80:0:0::1, fe80::1"
    })
    void aShortNameAFullNameAndAnyCaseFindTheHost(String name, String host) {
        assertThat(HostName.find(HOSTS, name)).containsExactly(host);
    }

    @ParameterizedTest
    @CsvSource({
        "rds0",
        "rds011",
        "rds02.other.example",
        "rds01.other.example",
        "rds02.corp",
        "192",
        "192.corp.example",
        "192.0.2",
        "fe80::2",
        "fe80",
        "x:y",
        ".corp.example",
        "'.'",
        "''"
    })
    void anotherHostIsNotFound(String name) {
        assertThat(HostName.find(HOSTS, name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost.",
                ".",
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "0:0:0:0:0:0:0:1",
                "[::1]",
                "rds01",
                "RDS01.corp.example"
            })
    void thisMachineHasNamesThatEveryMachineHas(String name) {
        assertThat(HostName.isThisMachine(name, "RDS01")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rds02", "localhost.corp.example", "..", "", "127", "127.0.0", "1127.0.0.1", "::2", "x:1"})
    void anotherMachineIsNotThisOne(String name) {
        assertThat(HostName.isThisMachine(name, "RDS01")).isFalse();
    }

    @Test
    void theHostOfExactlyThisNameIsMeantBeforeOneOfTheSameShortName() {
        List<String> hosts = List.of("RDS01", "rds01.other.example");

        assertThat(HostName.find(hosts, "RDS01.other.EXAMPLE")).containsExactly("rds01.other.example");
        assertThat(HostName.find(hosts, "rds01")).containsExactly("RDS01");
    }

    @Test
    void aShortNameMeansTheHostOfTheOwnDomainOrEveryOne() {
        List<String> hosts = List.of("rds01.corp.example", "rds01.other.example");

        assertThat(HostName.find(hosts, "rds01"))
                .as("the host of the own domain")
                .containsExactly("rds01.corp.example");
        HostName.completeBy("third.example");
        assertThat(HostName.find(hosts, "rds01")).isEqualTo(hosts);
        assertThat(HostName.same(hosts.get(0), hosts.get(1))).isFalse();
    }

    @Test
    void withoutAKnownDomainAFullNameIsNoShortOne() {
        HostName.completeBy("");

        assertThat(HostName.find(HOSTS, "rds01.corp.example")).isEmpty();
        assertThat(HostName.find(HOSTS, "rds02")).containsExactly("rds02.corp.example");
        assertThat(HostName.same("RDS01", "rds01.corp.example")).isFalse();
        assertThat(HostName.maybeSame("RDS01", "rds01.corp.example")).isTrue();
    }
}
