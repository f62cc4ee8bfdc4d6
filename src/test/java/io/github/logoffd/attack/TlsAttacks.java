package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;

/** What comes to a port with TLS and is no handshake, half of one, or one with a certificate that proves nothing. */
final class TlsAttacks {

    private static final byte HANDSHAKE = 22;
    private static final byte ALERT = 21;
    private static final byte DATA = 23;

    private final Attacked service;
    private final TlsClients clients;

    TlsAttacks(Attacked service, TlsClients clients) {
        this.service = service;
        this.clients = clients;
    }

    /** Returns a right beginning of a handshake. */
    byte[] hello() throws IOException {
        SSLEngine engine = clients.trusting().createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private List<byte[]> malformed() throws IOException {
        byte[] hello = hello();
        byte[] broken = hello.clone();
        new Random(broken.length).nextBytes(broken);
        System.arraycopy(hello, 0, broken, 0, 9);
        byte[] sslv2 = {(byte) 0x80, 0x2e, 1, 0, 2, 0, 0x15, 0, 0, 0, 0x10};
        return List.of(
                broken,
                sslv2,
                record(HANDSHAKE, 0xffff, new byte[100]),
                record(HANDSHAKE, 4, new byte[] {1, (byte) 0xff, (byte) 0xff, (byte) 0xff}),
                record(ALERT, 2, new byte[] {2, 40}),
                record(DATA, 16_384, new byte[16_384]),
                record((byte) 24, 3, new byte[] {1, 0x40, 0}),
                repeated(record(HANDSHAKE, 0, new byte[0]), 2_000),
                repeated(record(ALERT, 2, new byte[] {1, 90}), 2_000),
                repeated(hello, 50),
                Wire.get("/health", "").getBytes(StandardCharsets.US_ASCII),
                new byte[5_000]);
    }

    private static byte[] record(byte type, int length, byte[] content) {
        byte[] record = new byte[5 + content.length];
        record[0] = type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (length >> 8);
        record[4] = (byte) length;
        System.arraycopy(content, 0, record, 5, content.length);
        return record;
    }

    private static byte[] repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    /** Sends what is no TLS to a port, and returns what came back. */
    List<String> malformed(int port, int times) throws Exception {
        List<byte[]> all = malformed();
        return Crowd.each(times, 16, number -> {
            try (Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), port))) {
                return wire.exchange(all.get(number % all.size()));
            }
        });
    }

    /** Begins handshakes and does not go on. */
    List<Wire> begun(int port, int count) throws IOException {
        byte[] hello = hello();
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
            wire.send(Arrays.copyOf(hello, i % 3 == 0 ? hello.length : 1 + i % hello.length));
            open.add(wire);
        }
        return open;
    }

    /**
     * Asks for something with certificates and no password: only one of our authority, of today and of a user is one.
     */
    void certificates() throws Exception {
        TestAuthority authority = clients.authority();
        Instant now = Instant.now();
        TestAuthority.Request expired = new TestAuthority.Request("CN=machine")
                .valid(now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2)));

        assertThat(statusWith(new TestAuthority("CN=Test CA").issue("CN=machine")))
                .isZero();
        assertThat(statusWith(authority.issue(expired))).isZero();
        assertThat(statusWith(authority.issue("CN=operator"))).isEqualTo(401);
        assertThat(statusWith(authority.issue("CN=machine,CN=operator"))).isEqualTo(401);
        assertThat(statusWith(authority.issue("CN=machine"))).isEqualTo(200);
    }

    /** Returns the status, 0 when the handshake failed. */
    private int statusWith(TestKey shown) throws Exception {
        try (Wire wire = service.connect(clients.showing(shown))) {
            wire.send(Wire.get("/jolokia/version", "Connection: close\r\n"));
            return wire.answer().status();
        } catch (IOException refused) {
            return 0;
        }
    }
}
