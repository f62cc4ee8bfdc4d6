package io.github.logoffd.config;

import java.util.Map;

/**
 * Contents of {@code jolokia.properties} and {@code jolokia-access.xml}.
 *
 * @param properties Jolokia's own keys, which only Jolokia can check
 * @param policy the text of the access policy
 * @param source the folder, for messages
 */
public record JolokiaFiles(Map<String, String> properties, String policy, String source) {

    public JolokiaFiles {
        properties = Map.copyOf(properties);
    }
}
