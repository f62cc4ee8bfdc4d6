package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.cli.check.CheckCommand;
import io.github.logoffd.cli.client.ServiceAccess;
import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.jmx.ServiceBean;
import io.github.logoffd.jmx.ServiceFacts;
import io.github.logoffd.support.text.IpText;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The plugin as a monitoring server runs it: the service is not on the loopback address that both of them know. */
class CheckElsewhereTest {

    private static final String OK = "LOGOFFD OK - HOST1: 1 users, 1 active, ";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** The other addresses of this machine, and one that a machine uses for itself only. */
    static Stream<InetAddress> addresses() throws IOException {
        Stream<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(CheckElsewhereTest::withoutInterface);
        return Stream.concat(own, Stream.of(InetAddress.getByName("127.0.0.2"))).filter(CheckElsewhereTest::isUsable);
    }

    /** As others call it. */
    private static InetAddress withoutInterface(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not every system has all of 127.0.0.0/8. */
    private static boolean isUsable(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aHostIsCheckedInPlainText(InetAddress address) {
        String url = start(HttpFixture.of(host()).address(address));

        assertThat(url).startsWith("http://" + IpText.inUrl(address) + ':');
        assertThat(check("--url", url)).startsWith(OK);
        assertThat(check("--url", url, "--host", "host1")).startsWith(OK);
        assertThat(check("--url", url, "--host", "TS77"))
                .isEqualToIgnoringNewLines("LOGOFFD UNKNOWN - The service monitors no host TS77. Known: HOST1.");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aHostIsCheckedWithTls(InetAddress address) throws Exception {
        HttpsFixture tls = new HttpsFixture(folder);
        tls.authority
                .issue(new TestAuthority.Request("CN=rds01").names(IpText.of(address)))
                .writePem(tls.keyStore());
        Path ca = Files.writeString(folder.resolve("authority.pem"), TestKey.pem(tls.authority.certificate()));
        String url = start(
                HttpFixture.of(host()).address(address).tls(Optional.of(tls.config()), HttpClient.newHttpClient()));

        assertThat(url).startsWith("https://" + IpText.inUrl(address) + ':');
        assertThat(check("--url", url, "--ca", ca.toString(), "--host", "HOST1"))
                .startsWith(OK);
        assertThat(check("--url", url))
                .startsWith("LOGOFFD CRITICAL - The certificate of " + url + " is not trusted (")
                .contains("Give --ca with the file of the authority that issued it.");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aCertificateForAnotherAddressIsNotTrusted(InetAddress address) throws Exception {
        HttpsFixture tls = new HttpsFixture(folder);
        Path ca = Files.writeString(folder.resolve("authority.pem"), TestKey.pem(tls.authority.certificate()));
        String url = start(
                HttpFixture.of(host()).address(address).tls(Optional.of(tls.config()), HttpClient.newHttpClient()));

        assertThat(check("--url", url, "--ca", ca.toString()))
                .startsWith("LOGOFFD CRITICAL - The certificate of " + url + " is not for " + IpText.inUrl(address)
                        + ". Use an address with a name in the certificate.");
    }

    private static ScriptedHost host() {
        return new ScriptedHost().with(Samples.active(3, "alice"));
    }

    private String start(HttpFixture.Builder service) {
        HttpFixture fixture = service.start();
        open.add(fixture);
        String url = fixture.endpoint.jolokiaUrl();
        ActingRules rules = Controls.OPEN;
        open.add(ServiceBean.register(
                ManagementFactory.getPlatformMBeanServer(),
                new ServiceFacts(
                        "1.2.3",
                        Samples.NOW,
                        List.of(Samples.HOST),
                        url,
                        "",
                        "audit.jsonl",
                        List::of,
                        () -> rules,
                        List::of,
                        Optional::empty)));
        return url;
    }

    private static String check(String... arguments) {
        ServiceAccess access = new ServiceAccess(
                Map.of("LOGOFFD_USER", "monitor", "LOGOFFD_PASSWORD", UsersFixture.PASSWORD),
                file -> Optional.empty(),
                Optional::empty);
        StringWriter out = new StringWriter();
        int unused = new CommandLine(new CheckCommand(access))
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
        return out.toString();
    }
}
