package io.github.logoffd.web;

import static io.github.logoffd.web.HttpFixture.ALICE;
import static io.github.logoffd.web.HttpFixture.HOST_BEAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Samples;
import io.github.logoffd.web.server.Fingerprint;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poller that names the answer that it has gets a new one only when something has happened. */
class ConditionalReadsTest {

    private static final String SESSIONS = "/jolokia/read/" + HOST_BEAN + "/Sessions";
    private static final String ALL_OF_ALICE = "/jolokia/read/" + ALICE;

    @RegisterExtension
    final HttpFixture fixture = HttpFixture.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                SESSIONS,
                ALL_OF_ALICE,
                "/jolokia/read/" + HOST_BEAN,
                "/jolokia/read/logoffd:type=Session,*",
                "/jolokia/search/logoffd:*"
            })
    void whileNothingHappensTheAnswerIsAFewBytes(String path) throws Exception {
        String tag = tag(path);
        fixture.monitor.refresh();

        HttpResponse<String> again = fixture.get(path, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void aTagAmongOthersAndOfACompressedAnswerIsKnownToo() throws Exception {
        String tag = fixture.get(SESSIONS, "Accept-Encoding", "gzip")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(fixture.get(SESSIONS, "Accept-Encoding", "gzip", "If-None-Match", "\"other\", " + tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aChangeOfASessionIsANewAnswer() throws Exception {
        String tag = tag(SESSIONS);
        fixture.host.with(Samples.disconnected(3, "alice"));
        fixture.monitor.refresh();

        assertIsNew(SESSIONS, tag);
    }

    @Test
    void aLogoffThatIsAskedForIsANewAnswer() throws Exception {
        String tag = tag(ALL_OF_ALICE);
        String ofAll = tag(SESSIONS);
        fixture.exec(ALICE, "logoff", false);

        assertIsNew(ALL_OF_ALICE, tag);
        assertIsNew(SESSIONS, ofAll);
    }

    @Test
    void anAgeCountsWhenItIsAskedForAloneAndNotAmongOthers() {
        assertThat(Fingerprint.of(Map.of("value", 1L))).isNotEqualTo(Fingerprint.of(Map.of("value", 2L)));
        assertThat(Fingerprint.of(Map.of("value", Map.of("Id", 3L, "IdleSeconds", 1L))))
                .isEqualTo(Fingerprint.of(Map.of("value", Map.of("Id", 3L, "IdleSeconds", 2L))))
                .isNotEqualTo(Fingerprint.of(Map.of("value", Map.of("Id", 4L, "IdleSeconds", 1L))));
    }

    @Test
    void anotherRoleHasOtherTags() throws Exception {
        String tag = tag(SESSIONS);

        HttpResponse<String> monitor =
                fixture.get(SESSIONS, "If-None-Match", tag, UsersFixture.AUTHORIZATION, UsersFixture.basic("monitor"));

        assertThat(monitor.statusCode()).isEqualTo(200);
        assertThat(monitor.headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
    }

    @Test
    void withoutAUserNothingIsNotModified() throws Exception {
        String tag = tag(SESSIONS);

        HttpResponse<String> stranger =
                fixture.sendAsItIs(fixture.request(SESSIONS).GET(), "If-None-Match", tag);

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void whatActsIsNeverConditional() throws Exception {
        HttpResponse<String> response = fixture.post(
                "{\"type\":\"read\",\"mbean\":\"" + ALICE + "\",\"attribute\":\"Id\"}", "If-None-Match", "*");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    /** A new age that is not known here would make every answer a new one. */
    @Test
    void everyAgeIsKnownAsOne() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Set<String> ages = Stream.of(ALICE, HOST_BEAN)
                .flatMap(bean -> attributes(beans, bean))
                .filter(name -> name.endsWith("Seconds") && !name.equals("CpuSeconds"))
                .collect(Collectors.toSet());

        assertThat(ages).isNotEmpty().allMatch(Fingerprint::isPassing);
    }

    private static Stream<String> attributes(MBeanServer beans, String bean) {
        try {
            return Stream.of(beans.getMBeanInfo(new ObjectName(bean)).getAttributes())
                    .map(MBeanAttributeInfo::getName);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertIsNew(String path, String tag) throws Exception {
        HttpResponse<String> answer = fixture.get(path, "If-None-Match", tag);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
    }

    private String tag(String path) throws Exception {
        return fixture.get(path).headers().firstValue("ETag").orElseThrow();
    }
}
