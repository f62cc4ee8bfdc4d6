package io.github.logoffd.web.jolokia;

import io.github.logoffd.support.json.WrittenJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.JolokiaListRequest;
import org.jolokia.server.core.request.JolokiaRequestFactory;
import org.jolokia.server.core.request.ProcessingParameters;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.service.jmx.api.CacheKeyProvider;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code list} with one description for all Session beans. Jolokia builds and copies the same thousand objects
 * for every bean, which exceeds the heap when there are many sessions; here each is built and written once, and the
 * answer refers to it for each bean. A client that sends {@code listCache=true} gets the shared form as it is, except
 * with {@code listKeys=true}: Jolokia puts the keys of the first bean into the description that all share.
 *
 * <p>Stateless.
 */
final class SharedDescriptions {

    /** Depth below which Jolokia answers with names only, without descriptions. */
    private static final int NAMES_ONLY = 2;

    /** The members of an answer with shared descriptions. */
    private static final String DESCRIPTIONS = "cache";

    private static final String DOMAINS = "domains";

    /** The member of a description that is specific to one bean. */
    private static final String KEYS = "keys";

    /** Parameters of a list request that Jolokia honours, except the depth, which is applied here. */
    private static final List<ConfigKey> OPTIONS = List.of(
            ConfigKey.CANONICAL_NAMING,
            ConfigKey.LIST_KEYS,
            ConfigKey.LIST_INTERFACES,
            ConfigKey.OPEN_TYPES,
            ConfigKey.IF_MODIFIED_SINCE,
            ConfigKey.INCLUDE_REQUEST);

    private SharedDescriptions() {}

    /** Returns the provider by which Jolokia recognizes beans with the same description. */
    static CacheKeyProvider provider() {
        return new CacheKeyProvider(0) {
            @Override
            public @Nullable String determineKey(ObjectInstance instance) {
                return isOneSession(instance.getObjectName()) ? "logoffd:type=Session" : null;
            }
        };
    }

    /** Tells whether this is the name of one Session bean. */
    static boolean isOneSession(ObjectName name) {
        return name.getDomain().equals("logoffd") && "Session".equals(name.getKeyProperty("type")) && !name.isPattern();
    }

    /** Tells whether this request is answered here. */
    static boolean answers(JolokiaListRequest request) {
        boolean describes = depth(request) == 0 || depth(request) > NAMES_ONLY;
        return describes
                && (!request.getParameterAsBool(ConfigKey.LIST_CACHE)
                        || request.getParameterAsBool(ConfigKey.LIST_KEYS));
    }

    /** Returns the same request with shared descriptions and without truncation. */
    static JolokiaListRequest shared(JolokiaListRequest request) throws BadRequestException {
        Map<ConfigKey, String> options = new HashMap<>();
        OPTIONS.forEach(
                key -> Optional.ofNullable(request.getParameter(key)).ifPresent(value -> options.put(key, value)));
        options.put(ConfigKey.LIST_CACHE, "true");
        options.put(ConfigKey.MAX_DEPTH, "0");
        ProcessingParameters parameters = new ProcessingParameters(options);
        String path = Optional.ofNullable(request.getPath()).orElse("");
        if (request.getHttpMethod() == HttpMethod.GET) {
            return JolokiaRequestFactory.createGetRequest("list/" + path, parameters);
        }
        JSONObject post = new JSONObject();
        post.put("type", "list");
        post.put("path", path);
        return JolokiaRequestFactory.createPostRequest(post, parameters);
    }

    /**
     * Expands the shared descriptions of an answer into the form that was requested; an answer without any is left
     * unchanged.
     */
    static void spread(JSONObject answer, JolokiaListRequest request) {
        answer.computeIfPresent("request", (key, shared) -> request.toJSON());
        if (!(answer.get("value") instanceof JSONObject value
                && value.get(DOMAINS) instanceof JSONObject domains
                && value.get(DESCRIPTIONS) instanceof JSONObject cache)) {
            return;
        }
        boolean cached = request.getParameterAsBool(ConfigKey.LIST_CACHE);
        Optional<String> domain = cached ? Optional.empty() : oneDomain(request);
        int levels = NAMES_ONLY + (cached ? 1 : 0) - (domain.isPresent() ? 1 : 0);
        int depth = depth(request) == 0 ? Integer.MAX_VALUE : depth(request) - levels;
        Map<String, Shared> shared = new HashMap<>();
        cache.forEach((key, description) -> shared.put(key, Shared.of(cut(description, depth))));
        domains.forEach((name, beans) -> ((JSONObject) beans)
                .replaceAll((bean, description) -> description instanceof String key
                        ? Objects.requireNonNull(shared.get(key)).of(name + ':' + bean, depth)
                        : cut(description, depth)));
        if (cached) {
            cache.values().forEach(description -> ((JSONObject) description).remove(KEYS));
        } else {
            answer.put("value", domain.isPresent() ? domains.get(domain.get()) : domains);
        }
    }

    /**
     * A description that several beans share.
     *
     * @param whole the description of each of them, unless it has the keys of its name
     * @param others the members beside these keys; empty when there are none
     */
    private record Shared(WrittenJson whole, Optional<JSONObject> others) {

        static Shared of(Object description) {
            if (!(description instanceof JSONObject members) || !members.containsKey(KEYS)) {
                return new Shared(WrittenJson.of(description), Optional.empty());
            }
            JSONObject others = new JSONObject();
            members.forEach((name, member) -> others.put(name, WrittenJson.of(member)));
            return new Shared(WrittenJson.of(""), Optional.of(others));
        }

        Object of(String bean, int depth) {
            if (others.isEmpty()) {
                return whole;
            }
            JSONObject own = new JSONObject();
            own.putAll(others.get());
            own.put(KEYS, cut(keys(bean), depth - 1));
            return own;
        }

        private static JSONObject keys(String bean) {
            JSONObject keys = new JSONObject();
            try {
                keys.putAll(new ObjectName(bean).getKeyPropertyList());
            } catch (MalformedObjectNameException e) {
                throw new IllegalStateException("Jolokia lists the bean " + bean + ", which is no name.", e);
            }
            return keys;
        }
    }

    private static int depth(JolokiaListRequest request) {
        return request.getParameterAsInt(ConfigKey.MAX_DEPTH);
    }

    /** A path that begins with the name of a domain selects that domain. */
    private static Optional<String> oneDomain(JolokiaListRequest request) {
        return Optional.ofNullable(request.getPathParts())
                .filter(parts -> !parts.isEmpty())
                .flatMap(parts -> Optional.ofNullable(parts.get(0)))
                .filter(domain -> !domain.contains("*") && !domain.contains("?"));
    }

    /** Replaces deeper levels by 1, as Jolokia does. */
    private static Object cut(Object value, int depth) {
        if (!(value instanceof JSONObject members)) {
            return value;
        }
        if (depth == 0) {
            return 1;
        }
        JSONObject less = new JSONObject();
        members.forEach((key, member) -> less.put(key, cut(member, depth - 1)));
        return less;
    }
}
