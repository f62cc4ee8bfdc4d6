package io.github.logoffd.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logoffd.support.RecordItem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.InvalidKeyException;
import org.junit.jupiter.api.Test;

class OpenRowTest {

    private static final Shape<String> SHAPE = new Shape<>(
            "test.Word",
            "A word",
            Field.all(List.of(
                    RecordItem.text("Text", "The word", word -> word),
                    RecordItem.number("Length", "Its length", String::length),
                    RecordItem.flag("Long", "Whether it is long", word -> word.length() > 5))));

    private final CompositeData row = SHAPE.data("session");
    private final CompositeData jdk = SHAPE.support(new Object[] {"session", 7L, true});

    @Test
    void itSaysWhatTheRecordOfTheJdkSays() {
        assertThat(row.getCompositeType()).isEqualTo(jdk.getCompositeType());
        assertThat(row.get("Length")).isEqualTo(jdk.get("Length"));
        assertThat(row.getAll(new String[] {"Long", "Text"})).containsExactly(true, "session");
        assertThat(row.containsKey("Text")).isTrue();
        assertThat(row.containsKey("text")).isFalse();
        assertThat(row.containsValue(7L)).isTrue();
        assertThat(row.values()).hasToString(jdk.values().toString());
        assertThat(row).hasToString(jdk.toString());
    }

    @Test
    void itEqualsTheRecordOfTheJdkBothWays() {
        assertThat(row).isEqualTo(jdk).hasSameHashCodeAs(jdk).isNotEqualTo(SHAPE.data("other"));
        assertThat(jdk).isEqualTo(row);
        assertThat(SHAPE.arrayType().isValue(new CompositeData[] {row})).isTrue();
    }

    @Test
    void anUnknownItemIsRefused() {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> row.get("Colour"))
                .withMessage("There is no item Colour.");
    }

    @Test
    void anotherProcessGetsTheRecordOfTheJdk() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(row);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isInstanceOf(CompositeDataSupport.class).isEqualTo(row);
        }
    }
}
