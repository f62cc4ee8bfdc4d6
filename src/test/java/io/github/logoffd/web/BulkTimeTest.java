package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import io.github.logoffd.testing.ScriptedHost;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.junit.jupiter.api.Test;

/** Bulk requests whose answers take long, or are one large text again and again. */
class BulkTimeTest {

    private static final int SESSIONS = 5_000;

    @Test
    void aBulkRequestEndsAfterItsShareOfProcessorTime() throws Exception {
        ScriptedHost host = new ScriptedHost();
        LongStream.rangeClosed(3, SESSIONS).forEach(id -> host.with(Samples.active(id, "user" + id)));
        try (HttpFixture fixture = HttpFixture.of(host).start()) {
            String element = "{\"type\":\"read\",\"mbean\":\"" + HttpFixture.HOST_BEAN
                    + "\",\"attribute\":\"Sessions\",\"path\":\"0/Id\"}";

            String body = fixture.post("[" + String.join(",", Collections.nCopies(180, element)) + "]")
                    .body();
            JSONArray answers = HttpFixture.array(body);

            List<JSONObject> all = answers.stream().map(JSONObject.class::cast).toList();
            assertThat(all.get(0)).containsEntry("status", 200L);
            assertThat(all.get(179))
                    .containsEntry("status", 503L)
                    .containsEntry(
                            "error",
                            "The request was not carried out: those before it in this bulk request took 1 second of"
                                    + " processor time. Request less at once.");
        }
    }

    @Test
    void aBulkRequestEndsAfterItsShareOfText() throws Exception {
        ScriptedHost host = new ScriptedHost();
        LongStream.rangeClosed(3, 1_000).forEach(id -> host.with(Samples.active(id, "user" + id)));
        try (HttpFixture fixture = HttpFixture.of(host).start()) {
            String body = fixture.post("[" + String.join(",", Collections.nCopies(10, "{\"type\":\"list\"}")) + "]")
                    .body();
            JSONArray answers = HttpFixture.array(body);

            List<JSONObject> all = answers.stream().map(JSONObject.class::cast).toList();
            assertThat(all.get(0)).containsEntry("status", 200L);
            assertThat(all.get(9))
                    .containsEntry("status", 503L)
                    .containsEntry(
                            "error",
                            "The request was not carried out: the answers to those before it in this bulk request have"
                                    + " more than 16 MB. Request less at once.");
        }
    }
}
