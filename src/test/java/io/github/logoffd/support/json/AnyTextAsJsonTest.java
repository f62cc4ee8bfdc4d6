package io.github.logoffd.support.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.logoffd.support.text.VisibleText;
import io.github.logoffd.testing.AnyText;
import java.io.StringReader;
import java.nio.CharBuffer;
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

        assertThat(parsed).containsExactly(Map.entry("account", VisibleText.wellFormed(text)));
    }

    /** A strict parser refuses an answer as a whole for half of a surrogate pair in it, escaped or not. */
    @Property
    void whateverATextHoldsTheParsedTextIsUnicode(@ForAll("texts") String text) throws Exception {
        JSONObject parsed = (JSONObject) new JSONParser().parse(new StringReader(json(text)));

        assertThatCode(() ->
                        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap((String) parsed.get("account"))))
                .doesNotThrowAnyException();
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
