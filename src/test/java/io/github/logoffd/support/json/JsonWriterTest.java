package io.github.logoffd.support.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    private static String json(Object value) throws Exception {
        StringBuilder text = new StringBuilder();
        JsonWriter.write(value, text);
        return text.toString();
    }

    @Test
    void plainDataAreWrittenInTheirOrder() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "jörg \\ \"x\"");
        map.put("numbers", List.of(-1, 4294967296L, 0.5));
        map.put("flag", true);
        map.put("nothing", null);
        map.put("empty", List.of(Map.of(), new ArrayList<>()));
        assertThat(json(map))
                .isEqualTo("{\"text\":\"jörg \\\\ \\\"x\\\"\",\"numbers\":[-1,4294967296,0.5],\"flag\":true,"
                        + "\"nothing\":null,\"empty\":[{},[]]}");
    }

    @Test
    void everyCharacterComesBackFromAParser() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x2100; c++) {
            all.append(c);
        }
        all.append("\uD83D\uDE00");
        String written = json(List.of(all));
        assertThat(new JSONParser().parse(new StringReader(written))).isEqualTo(List.of(all.toString()));
    }

    @Test
    void nothingThatSomeReaderTakesForALineBreakIsLeft() throws Exception {
        assertThat(json("a\n\r\u0085\u2028\u2029\u001b\u007fb"))
                .isEqualTo("\"a\\u000a\\u000d\\u0085\\u2028\\u2029\\u001b\\u007fb\"");
    }

    @Test
    void halfOfASurrogatePairIsWrittenByItsNumberAndAWholePairAsItIs() throws Exception {
        assertThat(json(Map.of("a\uDC00", "x\uD800y\uD83D\uDE00\uD83D")))
                .isEqualTo("{\"a<U+DC00>\":\"x<U+D800>y\uD83D\uDE00<U+D83D>\"}");
    }

    @Test
    void numbersThatJsonDoesNotHaveAreNull() throws Exception {
        assertThat(json(Arrays.asList(Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[null,null,null]");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json(new Object()))
                .withMessageContaining("java.lang.Object");
    }
}
