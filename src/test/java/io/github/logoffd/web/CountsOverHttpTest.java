package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.object;
import static io.github.logoffd.web.UsersFixture.AUTHORIZATION;
import static io.github.logoffd.web.UsersFixture.basic;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code GET /counts}: the users of each host over the last 24 hours. */
class CountsOverHttpTest {

    @RegisterExtension
    static final HttpFixture fixture = HttpFixture.start();

    @Test
    void eachHostHasItsUsersByStateUpToNow() throws Exception {
        JSONObject answer =
                object(fixture.get("/counts", AUTHORIZATION, basic("monitor")).body());

        Instant from = Instant.parse((String) answer.get("from"));
        JSONObject host = (JSONObject) ((JSONObject) answer.get("hosts")).get("HOST1");
        assertThat(from).isBetween(Instant.now().minusSeconds(600), Instant.now());
        assertThat(answer).containsEntry("stepSeconds", 60L);
        assertThat(host.keySet()).containsExactlyInAnyOrder("users", "active", "disconnected");
        assertThat((List<?>) host.get("users")).first().isEqualTo(3L);
        assertThat((List<?>) host.get("active")).first().isEqualTo(3L);
        assertThat((List<?>) host.get("disconnected")).first().isEqualTo(0L);
    }

    @Test
    void oneHostCanBeChosen() throws Exception {
        assertThat(((JSONObject)
                                object(fixture.get("/counts?host=HOST1").body()).get("hosts"))
                        .keySet())
                .containsExactly("HOST1");
        HttpResponse<String> unknown = fixture.get("/counts?host=HOST9");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(object(unknown.body())).containsEntry("error", "host is \"HOST9\". Give one of HOST1.");
        assertThat(object(fixture.get("/counts?hst=HOST1").body()))
                .containsEntry("error", "Unknown parameter \"hst\". Known: host.");
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgain() throws Exception {
        String tag = fixture.get("/counts").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = fixture.get("/counts", "If-None-Match", tag);

        // A new minute may have begun in between.
        assertThat(again.statusCode()).isIn(304, 200);
        assertThat(again.headers().firstValue("ETag").orElseThrow().equals(tag)).isEqualTo(again.statusCode() == 304);
    }
}
