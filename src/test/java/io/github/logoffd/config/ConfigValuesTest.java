package io.github.logoffd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the configuration file: times, numbers, hosts, addresses and paths. */
class ConfigValuesTest extends ConfigFile {

    @ParameterizedTest
    @ValueSource(strings = {"199ms", "61m", "2", "2 weeks", "-2s", "", "2,5s", "99999999999s", "2s 3s"})
    void aTimeOutOfRangeOrWithoutAUnitIsRefused(String time) {
        assertThat(problemsOf("refresh.interval=" + time)).contains("refresh.interval is \"" + time + "\"");
    }

    @Test
    void hostsAreNamesOrAddresses() throws Exception {
        assertThat(read("hosts=RDS02,rds_03.corp.local, 192.0.2.7 ,fe80::1 vm=true, RDS04  vm=false,")
                        .hosts()
                        .named())
                .extracting(HostEntry::name)
                .containsExactly("RDS02", "rds_03.corp.local", "192.0.2.7", "fe80::1", "RDS04");
        assertThat(read("hosts=").hosts().named()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "RDS02;RDS03", "\\\\RDS02", "RDS02 vm=yes", "RDS02 vm", "*", "rds?", "-x", "a\"b"})
    void whatIsNoHostIsRefused(String host) {
        assertThat(problemsOf("hosts=RDS01," + host))
                .contains("hosts has \"" + host + "\". Expected: names or addresses")
                .contains(" has 1 problem:");
    }

    @ParameterizedTest
    @CsvSource({
        "RDS02, rds02",
        "RDS02, rds02.corp.example",
        "rds02.corp.example, Rds02",
        "rds02.corp.example., rds02.corp.example",
        "fe80::1, FE80:0::1",
        "localhost, LOCALHOST"
    })
    void aHostThatIsNamedTwiceIsRefused(String first, String second) {
        assertThat(problemsOf("hosts=" + first + ", rds03, " + second + " vm=true"))
                .contains("hosts names one host twice, as " + first + " and as " + second + ". Give each host once.")
                .contains(" has 1 problem:");
    }

    @Test
    void hostsOfOneShortNameInTwoDomainsAreTwo() throws Exception {
        assertThat(read("hosts=rds02.corp.example, rds02.other.example").hosts().named())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"200ms, 200", "60m, 3600000", "1h, 3600000", "5 S, 5000", "1500MS, 1500"})
    void aTimeInRangeIsTaken(String time, long millis) throws Exception {
        assertThat(read("refresh.interval=" + time).hosts().refreshInterval()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1.0", "0x10", "1e3", "", "9999999999999", "١"})
    void aNumberIsPlainDigitsInRange(String number) {
        assertThat(problemsOf("http.port=" + number)).contains("http.port is \"" + number + "\"");
    }

    @Test
    void localhostIsKnownWithoutAskingAnybody() throws Exception {
        assertThat(read("http.address=LocalHost").http().address()).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no such name.invalid"})
    void whatIsNoAddressIsRefused(String address) {
        assertThat(problemsOf("http.address=" + address))
                .contains("http.address is \"" + address + "\". Expected: an address of this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void beyondThisMachineEncryptionIsNeededUnlessToldOtherwise(String address) throws Exception {
        assertThat(problemsOf("http.address=" + address))
                .contains("which is reachable over the network, but there is no TLS. Set tls.keystore, or"
                        + " http.allowPlainTextOnTheNetwork=yes");
        assertThat(read("http.address=" + address + "\nhttp.allowPlainTextOnTheNetwork=yes")
                        .http()
                        .address()
                        .isLoopbackAddress())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void whoListensOnAllAddressesSaysHowClientsAddressHim(String address) throws Exception {
        String all = "http.allowPlainTextOnTheNetwork=yes\nhttp.address=" + address;

        assertThat(problemsOf(all)).contains("http.hosts is \"\". Expected: the names and addresses that clients use");
        assertThat(read(all + "\nhttp.hosts=rds01").http().address().isAnyLocalAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.1.2.3"})
    void anAddressThatOnlyThisMachineReachesIsTaken(String address) throws Exception {
        assertThat(read("http.address=" + address).http().address().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ts01.example.com", "ts01.example.com:8778", "ts01/jolokia", "2001:db8::7", "ts01 ts02"})
    void whatNoHostHeaderCanBeIsRefused(String host) {
        assertThat(problemsOf("http.hosts=rds01, " + host))
                .contains("http.hosts has \"" + host + "\". Expected: names or addresses without scheme, port and path,"
                        + " such as ts01.example.com; an IPv6 address in brackets.")
                .contains(" has 1 problem:");
    }

    @Test
    void namesAndAddressesOfHostHeadersAreTaken() throws Exception {
        assertThat(read("http.hosts=RDS01, 192.0.2.7, [2001:db8::7]").http().hosts())
                .containsExactlyInAnyOrder("rds01", "192.0.2.7", "[2001:db8::7]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.file", "audit.file", "countdown.file"})
    void aFolderThatIsMissingIsReportedAndNotCreated(String key) throws Exception {
        assertThat(problemsOf(key + "=../lgos/file"))
                .contains(key + " is \"../lgos/file\". Expected: a file in an existing folder; there is no folder "
                        + folder.resolve("lgos"))
                .contains(" has 1 problem:");
        assertThat(folder.resolve("lgos")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit.file=NUL",
                "audit.file=../logs/nul.jsonl",
                "audit.file=..\\\\logs\\\\Aux .x.y",
                "users.file=COM1",
                "users.file=../lpt³",
                "countdown.file=con:",
                "countdown.file=//./pipe/countdowns",
                "tls.keystore=CONIN$"
            })
    void aDeviceOfWindowsIsNoFile(String line) {
        assertThat(problemsOf(line)).contains("Expected: the path of a file; this is a device of Windows.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.jsonl", "nul_.jsonl", "com10", "mycon", "con-1.txt"})
    void aNameThatBeginsLikeADeviceIsAFile(String name) throws Exception {
        assertThat(read("audit.file=" + name).audit().file().getFileName()).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.connections=many\nlogoff.maxWaiting=200",
                "http.address=0.0.0.0\nhttp.hosts=rds01\nhttp.allowPlainTextOnTheNetwork=maybe",
                "http.address=0.0.0.0\nhttp.hosts=https://rds01\nhttp.allowPlainTextOnTheNetwork=yes",
                "http.address=0.0.0.0\nhttp.hosts=rds01\ntls.key=key.pem",
                "guard.onlyStates=,"
            })
    void aProblemThatOnlyFollowsFromAnotherIsNotReported(String text) {
        assertThat(problemsOf(text)).contains(" has 1 problem:");
    }

    @Test
    void twoPathsThatAreMissingAreNotTheSameFile() {
        assertThat(problemsOf("users.file=\naudit.file="))
                .contains(" has 2 problems:")
                .doesNotContain("are the same file");
    }

    @Test
    void callersThatWaitMustLeaveRoomForReaders() throws Exception {
        assertThat(problemsOf("logoff.maxWaiting=50\nhttp.connections=65"))
                .contains("logoff.maxWaiting is 50. Make it at least 16 less than http.connections (65)");
        assertThat(read("logoff.maxWaiting=50\nevents.maxStreams=400\nhttp.connections=66")
                        .logoff()
                        .maxWaiting())
                .isEqualTo(50);
    }
}
