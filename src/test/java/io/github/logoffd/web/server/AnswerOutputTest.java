package io.github.logoffd.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets of an answer, and when. */
class AnswerOutputTest {

    private static final String OTHERS = "Zoë 日本 \uD83D\uDE00 end";

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean memory = true;
    private int started;
    private final AnswerOutput out = new AnswerOutput(bytes -> memory, () -> {
        started++;
        return sent;
    });

    @Test
    void aSmallAnswerIsBufferedEvenWhereThereIsNoMemory() throws IOException {
        memory = false;
        out.append("abc").append('d').append("xyz", 1, 2).append("x".repeat(8_000));

        assertThat(text(out.finish())).isEqualTo("abcdy" + "x".repeat(8_000));
        assertThat(started).isZero();
    }

    @Test
    void aLongAnswerIsBufferedWhereThereIsMemory() throws IOException {
        String line = "0123456789".repeat(100);
        for (int i = 0; i < 500; i++) {
            out.append(line);
        }

        assertThat(text(out.finish())).isEqualTo(line.repeat(500));
        assertThat(started).isZero();
    }

    @Test
    void aLongAnswerIsSentWhileItIsMadeAsSoonAsThereIsNoMemory() throws IOException {
        String line = "0123456789".repeat(100);
        for (int i = 0; i < 100; i++) {
            out.append(line);
        }
        memory = false;
        for (int i = 0; i < 100; i++) {
            out.append(line);
        }
        assertThat(sent.size()).isPositive().isLessThan(200 * line.length());
        memory = true;

        assertThat(out.finish()).isEmpty();

        assertThat(text()).isEqualTo(line.repeat(200));
        assertThat(started).isEqualTo(1);
    }

    @Test
    void anAnswerBeyondAMegabyteIsNotBuffered() throws IOException {
        byte[] megabyte = new byte[1 << 20];

        out.write(megabyte, 0, megabyte.length);
        out.write(megabyte, 0, megabyte.length);

        assertThat(out.finish()).isEmpty();
        assertThat(sent.size()).isEqualTo(2 << 20);
    }

    @Test
    void anEmptyAnswerHasNoBytes() throws IOException {
        assertThat(text(out.finish())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 505, 508, 511, 8180, 8185, 8188, 8190, 8192})
    void otherCharactersAreUtf8WhereverTheyStand(int before) throws IOException {
        out.append("x".repeat(before)).append(OTHERS).append(OTHERS.repeat(10)).append('ä');

        assertThat(text(out.finish())).isEqualTo("x".repeat(before) + OTHERS + OTHERS.repeat(10) + 'ä');
    }

    @Test
    void bytesAreSentAsTheyAre() throws IOException {
        byte[] bytes = "y".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

        out.write('x');
        out.write(bytes, 0, bytes.length);
        assertThat(text(out.finish())).isEqualTo('x' + "y".repeat(20_000));
    }

    private static String text(Optional<List<ByteBuffer>> whole) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer part : whole.orElseThrow()) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String text() {
        return sent.toString(StandardCharsets.UTF_8);
    }
}
