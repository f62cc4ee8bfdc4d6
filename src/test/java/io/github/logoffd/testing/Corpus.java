package io.github.logoffd.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple1;
import org.jolokia.json.JSONArray;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * Inputs that are tried in every run: those that once failed, and those worth trying for what they are. A file of
 * {@code src/test/resources/fuzz} has one on each line, as a JSON string, so that bytes and halves of characters can be
 * read in it.
 */
public final class Corpus {

    private Corpus() {}

    /** Returns the inputs of one file, as jqwik takes them. */
    public static List<Tuple1<String>> of(String file) {
        List<Tuple1<String>> inputs = new ArrayList<>();
        for (String line : text(file).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                inputs.add(Tuple.of(parsed(line)));
            }
        }
        return inputs;
    }

    private static String parsed(String line) {
        try {
            return (String) ((JSONArray) new JSONParser().parse('[' + line + ']')).get(0);
        } catch (ParseException | IOException e) {
            throw new IllegalStateException("No JSON string: " + line, e);
        }
    }

    private static String text(String file) {
        try (InputStream in = Corpus.class.getResourceAsStream("/fuzz/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The inputs of " + file + " cannot be read.", e);
        }
    }
}
