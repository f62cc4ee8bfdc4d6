package io.github.logoffd.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.AnyText;
import io.github.logoffd.text.VisibleText;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;

/** Whatever a text holds, it is one line of bytes that a parser turns back into that text. */
class AnyTextAsJsonTest {

    @Property
    void anyTextIsOneVisibleLine(@ForAll("texts") String text) throws Exception {
        assertThat(json(text).codePoints()).noneMatch(VisibleText::isHidden);
    }

    @Property
    void anyTextComesBackFromItsBytes(@ForAll("texts") String text) throws Exception {
        byte[] bytes = json(text).getBytes(StandardCharsets.UTF_8);

        JSONObject parsed =
                (JSONObject) new JSONParser().parse(new StringReader(new String(bytes, StandardCharsets.UTF_8)));

        assertThat(parsed).containsExactly(Map.entry("account", text));
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.hostile(40);
    }

    private static String json(String text) throws Exception {
        StringBuilder out = new StringBuilder();
        JsonWriter.write(Map.of("account", text), out);
        return out.toString();
    }
}
