package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reason of a request to act: from the header {@code X-Reason}, or the argument of the operation, into the audit.
 */
class ReasonHeaderTest {

    private static final String LOGOFF = "{\"type\":\"exec\",\"mbean\":\"" + HttpFixture.ALICE
            + "\",\"operation\":\"logoff\",\"arguments\":[false]}";

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

    @ParameterizedTest
    @CsvSource({
        "Ticket 4711, Ticket 4711",
        "a+b%20c%2Bd, a+b c+d",
        "100%25, 100%",
        "St%C3%B6rung %f0%9F%98%80, St\u00F6rung \uD83D\uDE00",
        "%22%0a%e2%80%AE, '\"\n\u202E'"
    })
    void theHeaderIsDecoded(String header, String reason) throws Exception {
        assertThat(fixture.post(LOGOFF, "X-Reason", header).statusCode()).isEqualTo(200);

        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().caller())
                .hasSize(2)
                .containsOnly(new Caller("http", "127.0.0.1", "operator", "operator", reason));
    }

    @Test
    void aRequestWithoutAReasonActsAsBefore() throws Exception {
        assertThat(fixture.post(LOGOFF).statusCode()).isEqualTo(200);
        assertThat(fixture.post(LOGOFF, "X-Reason", "").statusCode()).isEqualTo(200);

        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().caller().reason())
                .hasSize(4)
                .containsOnly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "%4", "%zz", "%-1", "%c3", "%ff", "%20", "%e2%80%8b"})
    void anInvalidHeaderIsTheMistakeOfTheCallerAndNothingIsDone(String header) throws Exception {
        HttpResponse<String> response = fixture.post(LOGOFF, "X-Reason", header);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("X-Reason ");
        assertThat(fixture.trail.lines()).isEmpty();
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void aHeaderOutsideAsciiIsInvalidSinceItsEncodingIsUnknown() throws Exception {
        try (Socket socket = fixture.connect()) {
            String head = "POST /jolokia/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                    + UsersFixture.basic("operator") + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + LOGOFF.length() + "\r\nX-Reason: St\u00F6rung\r\n\r\n" + LOGOFF;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("X-Reason has a character outside ASCII");
        }
        assertThat(fixture.host.actingCalls()).isEmpty();
    }

    @Test
    void theLengthIsLimitedInCharacters() throws Exception {
        assertThat(fixture.post(LOGOFF, "X-Reason", "%C3%B6".repeat(1024)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> longer = fixture.post(LOGOFF, "X-Reason", "x".repeat(1025));

        assertThat(longer.statusCode()).isEqualTo(400);
        assertThat(longer.body()).contains("X-Reason has 1025 characters. Allowed: at most 1024.");
    }

    @Test
    void theArgumentOfAnOperationTakesPrecedence() throws Exception {
        String request = "{\"type\":\"exec\",\"mbean\":\"" + HttpFixture.HOST_BEAN
                + "\",\"operation\":\"requestLogoff\"," + "\"arguments\":[\"3\",\"\",\"\",0,\"\",\"%s\",true]}";
        fixture.post(String.format(request, "argument"), "X-Reason", "header");
        fixture.post(String.format(request, ""), "X-Reason", "header");

        assertThat(fixture.trail.lines())
                .extracting(line -> line.intent().caller().reason())
                .containsExactly("argument", "argument", "header", "header");
    }

    @Test
    void aReaderIsNotAskedForAReason() throws Exception {
        assertThat(fixture.get("/jolokia/version", "X-Reason", "100%").statusCode())
                .isEqualTo(200);
    }
}
