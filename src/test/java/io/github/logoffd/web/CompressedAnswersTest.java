package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.ScriptedHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jolokia.json.JSONArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression for clients that ask for it, and answers without their body. */
class CompressedAnswersTest {

    private static final String SESSIONS = "/jolokia/read/" + HOST_BEAN + "/Sessions";
    private static final int COUNT = 1_000;

    private static HttpFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        ScriptedHost host = new ScriptedHost();
        // Beside session 0.
        for (int id = 1; id < COUNT; id++) {
            host.with(HttpFixture.row(id));
        }
        fixture = HttpFixture.of(host).start();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void aThousandSessionsAreAHundredKilobytes() throws Exception {
        byte[] compressed = body(raw("GET " + SESSIONS, "Accept-Encoding: gzip\r\n"));

        assertThat(compressed).hasSizeLessThan(100_000);
        assertThat((JSONArray) object(unpacked(compressed)).get("value")).hasSize(COUNT);
    }

    @Test
    void whoDoesNotAskGetsItAsItIs() throws Exception {
        HttpResponse<String> plain = fixture.get(SESSIONS);

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat((JSONArray) object(plain.body()).get("value")).hasSize(COUNT);
    }

    @Test
    void aSmallAnswerIsNotCompressed() throws Exception {
        assertThat(text(raw("GET /health", "Accept-Encoding: gzip\r\n")))
                .doesNotContain("Content-Encoding")
                .contains("\"UP\"");
    }

    @Test
    void anAnswerToAPostIsCompressedToo() throws Exception {
        HttpResponse<String> answer = fixture.post(
                "{\"type\":\"read\",\"mbean\":\"" + HOST_BEAN + "\",\"attribute\":\"Sessions\"}",
                "Accept-Encoding",
                "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void eventsAreNotCompressedSinceTheyWouldWaitForTheNext() throws Exception {
        try (Socket socket = fixture.connect()) {
            socket.getOutputStream().write(request("GET /events", "Accept-Encoding: gzip\r\n", "keep-alive"));
            byte[] begin = socket.getInputStream().readNBytes(100);

            assertThat(text(begin)).startsWith("HTTP/1.1 200 ");
            assertThat(text(begin)).doesNotContain("gzip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/counts", "/jolokia/version", SESSIONS, "/jolokia/list"})
    void headIsGetWithoutTheBody(String path) throws Exception {
        HttpResponse<String> get = fixture.get(path);
        HttpResponse<String> head = fixture.send(fixture.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
    }

    @Test
    void headOfAnUnknownPathAndWithoutAUserIsRefusedLikeGet() throws Exception {
        HttpRequest.Builder head = fixture.request("/nothing").method("HEAD", BodyPublishers.noBody());

        assertThat(fixture.sendAsItIs(head).statusCode()).isEqualTo(401);
        assertThat(fixture.send(head).statusCode()).isEqualTo(404);
    }

    private static byte[] raw(String line, String headers) throws IOException {
        try (Socket socket = fixture.connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request(line, headers, "close"));
            return socket.getInputStream().readAllBytes();
        }
    }

    private static byte[] request(String line, String headers, String connection) {
        return (line + " HTTP/1.1\r\nHost: localhost\r\n" + UsersFixture.line("operator") + headers + "Connection: "
                        + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the body of an answer with a length or in chunks. */
    private static byte[] body(byte[] answer) {
        String text = text(answer);
        int start = text.indexOf("\r\n\r\n") + 4;
        if (!text.substring(0, start).contains("Transfer-Encoding: chunked")) {
            return text.substring(start).getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int end = text.indexOf("\r\n", start);
            int size = Integer.parseInt(text.substring(start, end), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(answer, end + 2, size);
            start = end + 2 + size + 2;
        }
    }

    private static String unpacked(byte[] compressed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
