package io.github.logoffd.bench;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;

/** The sessions of a measured server, as it shows them. */
final class Sessions {

    private Sessions() {}

    /** Returns the first active sessions of a host whose logoff would be allowed. */
    static List<JSONObject> of(MeasuredServer server, String host, int count) throws Exception {
        String credentials = "operator:" + server.password();
        String path = "/jolokia/read/logoffd:type=SessionHost,host=" + host + "/Sessions";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        JSONObject answer = (JSONObject) new JSONParser().parse(new StringReader(body));
        List<JSONObject> sessions = ((JSONArray) answer.get("value"))
                .stream()
                        .map(JSONObject.class::cast)
                        .filter(session -> Boolean.TRUE.equals(session.get("LogoffAllowed")))
                        .limit(count)
                        .toList();
        if (sessions.size() < count) {
            throw new IOException(host + " has only " + sessions.size() + " such sessions.");
        }
        return sessions;
    }
}
