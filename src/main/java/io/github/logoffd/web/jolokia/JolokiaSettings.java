package io.github.logoffd.web.jolokia;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.Configuration;
import org.jolokia.server.core.service.api.SecurityDetails;

/**
 * Jolokia's settings as given. Jolokia's own class queries every network adapter of the machine for placeholders that
 * are not used here, which takes minutes where adapters answer slowly.
 *
 * @param values by Jolokia's key names
 */
record JolokiaSettings(Map<String, String> values) implements Configuration {

    JolokiaSettings {
        values = Map.copyOf(values);
    }

    @Override
    public String getConfig(ConfigKey key) {
        return values.getOrDefault(key.getKeyValue(), key.getDefaultValue());
    }

    @Override
    public Set<ConfigKey> getConfigKeys() {
        return values.keySet().stream().map(ConfigKey::getGlobalConfigKey).collect(Collectors.toSet());
    }

    @Override
    public boolean containsKey(ConfigKey key) {
        return values.containsKey(key.getKeyValue());
    }

    @Override
    public Map<String, String> getNetworkConfig() {
        return Map.of();
    }

    @Override
    public SecurityDetails getSecurityDetails() {
        return new SecurityDetails();
    }
}
