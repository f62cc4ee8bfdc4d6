package io.github.logoffd.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets of an answer, and when. */
class AnswerOutputTest {

    private static final String OTHERS = "Zoë 日本 \uD83D\uDE00 end";

    private final List<Integer> starts = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AnswerOutput out = new AnswerOutput(length -> {
        starts.add(length);
        return sent;
    });

    @Test
    void aSmallAnswerIsSentWithItsLengthWhenItIsComplete() throws IOException {
        out.append("abc").append('d').append("xyz", 1, 2);
        assertThat(starts).isEmpty();

        out.finish();

        assertThat(starts).containsExactly(5);
        assertThat(text()).isEqualTo("abcdy");
    }

    @Test
    void aLongAnswerIsSentWhileItIsMade() throws IOException {
        String line = "0123456789".repeat(100);
        for (int i = 0; i < 20; i++) {
            out.append(line);
        }
        assertThat(starts).containsExactly(0);
        assertThat(sent.size()).isPositive().isLessThan(20 * line.length());

        out.finish();

        assertThat(text()).isEqualTo(line.repeat(20));
    }

    @Test
    void anEmptyAnswerHasNoBody() throws IOException {
        out.finish();

        assertThat(starts).containsExactly(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 505, 508, 511, 8180, 8185, 8188, 8190, 8192})
    void otherCharactersAreUtf8WhereverTheyStand(int before) throws IOException {
        out.append("x".repeat(before)).append(OTHERS).append(OTHERS.repeat(10)).append('ä');

        out.finish();

        assertThat(text()).isEqualTo("x".repeat(before) + OTHERS + OTHERS.repeat(10) + 'ä');
    }

    @Test
    void bytesAreSentAsTheyAre() throws IOException {
        byte[] bytes = "y".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

        out.write('x');
        out.write(bytes, 0, bytes.length);
        out.finish();

        assertThat(text()).isEqualTo('x' + "y".repeat(20_000));
    }

    private String text() {
        return sent.toString(StandardCharsets.UTF_8);
    }
}
