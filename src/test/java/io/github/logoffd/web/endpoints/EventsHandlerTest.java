package io.github.logoffd.web.endpoints;

import static io.github.logoffd.web.HttpFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitor.Event;
import io.github.logoffd.testing.Samples;
import io.github.logoffd.web.HttpFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events over real HTTP: order, resuming, heartbeats and refusals. */
class EventsHandlerTest extends EventStreams {

    @Test
    void aChangeOfASessionArrivesAsItHappens() throws Exception {
        HttpFixture fixture = start(LONG);
        Reader reader = follow(fixture, "/events");
        assertThat(reader.response.statusCode()).isEqualTo(200);
        assertThat(reader.response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(reader.response.headers().firstValue("Cache-Control")).contains("no-store");

        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.monitor.refresh();
        fixture.host.end(4);
        fixture.monitor.refresh();

        JSONObject disconnected = reader.event();
        assertThat(disconnected)
                .containsOnlyKeys("sequence", "time", "type", "host", "message", "data")
                .containsEntry("type", "logoffd.session.disconnected")
                .containsEntry("host", "HOST1")
                .containsEntry("message", "The client of session 3 of HOST1 (CORP\\alice) disconnected.");
        assertThat((JSONObject) disconnected.get("data"))
                .containsEntry("Id", 3L)
                .containsEntry("State", "DISCONNECTED");
        JSONObject logoff = reader.event();
        assertThat(logoff).containsEntry("type", "logoffd.session.logoff");
        assertThat((String) ((JSONObject) logoff.get("data")).get("UserName")).startsWith("Jürgen 日本\uD83D\uDE00");
        assertThat(reader.event()).containsEntry("type", "logoffd.session.removed");
    }

    @Test
    void aReaderThatComesBackGetsWhatItMissed() throws Exception {
        HttpFixture fixture = start(LONG);
        Event seen = publish(fixture, "seen");
        publish(fixture, "a");
        publish(fixture, "b");

        Reader byHeader = follow(fixture, "/events", "Last-Event-ID", Long.toString(seen.sequence()));
        Reader byQuery = follow(fixture, "/events?x=1&lastEventId=" + seen.sequence());
        publish(fixture, "c");

        assertThat(byHeader.messages(3)).containsExactly("a", "b", "c");
        assertThat(byQuery.messages(3)).containsExactly("a", "b", "c");
    }

    @Test
    void zeroGetsAllThatIsKeptAndSaysWhatIsNot() throws Exception {
        HttpFixture fixture = start(LONG);
        IntStream.range(0, 53).forEach(i -> publish(fixture, "m" + i));

        Reader reader = follow(fixture, "/events?lastEventId=0");

        JSONObject missed = reader.event();
        assertThat(missed).containsEntry("type", "logoffd.events.missed");
        assertThat((JSONObject) missed.get("data")).containsEntry("Missed", 3L);
        assertThat(reader.messages(50)).startsWith("m3", "m4").endsWith("m52");
    }

    @Test
    void aSilentStreamHasAHeartbeat() throws Exception {
        Reader reader = follow(start(QUICK_HEART), "/events");

        assertThat(reader.block()).containsExactly(":");
        assertThat(reader.block()).containsExactly(":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "9999999999999999999", "0x10"})
    void aLastEventIdThatIsNoNumberIsRefused(String id) throws Exception {
        HttpFixture fixture = start(LONG);

        HttpResponse<String> byHeader = fixture.get("/events", "Last-Event-ID", id);
        HttpResponse<String> byQuery = fixture.get("/events?lastEventId=" + id);

        assertThat(byHeader.statusCode()).isEqualTo(400);
        assertThat((String) object(byHeader.body()).get("error"))
                .isEqualTo("Invalid last event id \"" + id
                        + "\". Give the id of an event, or 0 for all events that are kept.");
        assertThat(byQuery.statusCode()).isEqualTo(400);
    }

    @Test
    void headOpensNoStream() throws Exception {
        HttpFixture fixture = start(LONG);

        HttpResponse<String> head = fixture.send(fixture.request("/events").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(fixture.endpoint.openStreams()).isZero();
    }

    @Test
    void otherMethodsAndForeignPagesAreRefused() throws Exception {
        HttpFixture fixture = start(LONG);

        HttpResponse<String> posted = fixture.send(fixture.request("/events").POST(BodyPublishers.noBody()));

        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(fixture.get("/events", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(fixture.get("/eventsx").statusCode()).isEqualTo(404);
        assertThat(fixture.endpoint.openStreams()).isZero();
    }
}
