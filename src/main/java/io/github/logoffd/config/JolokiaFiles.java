package io.github.logoffd.config;

import java.util.Map;

/**
 * What stands in {@code jolokia-config}.
 *
 * @param properties Jolokia's own keys, unchecked: who knows them is Jolokia
 * @param policy the text of the access policy
 * @param source the folder, for messages
 */
public record JolokiaFiles(Map<String, String> properties, String policy, String source) {

    public JolokiaFiles {
        properties = Map.copyOf(properties);
    }
}
