package io.github.logoffd.web.jolokia;

import io.github.logoffd.access.Command;
import io.github.logoffd.access.Command.Kind;
import java.util.List;
import java.util.Optional;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaListRequest;
import org.jolokia.server.core.request.JolokiaObjectNameRequest;
import org.jolokia.server.core.request.JolokiaReadRequest;
import org.jolokia.server.core.request.JolokiaRequest;

/** Translates Jolokia requests into the commands of {@code access}. */
final class RequestedCommands {

    private RequestedCommands() {}

    /** Returns one command, or one per attribute of a request for several. */
    static List<Command> of(JolokiaRequest request) {
        return switch (request.getType()) {
            case READ -> ofRead((JolokiaReadRequest) request);
            case LIST -> List.of(new Command(Kind.LIST, listed((JolokiaListRequest) request), ""));
            case SEARCH -> List.of(new Command(Kind.SEARCH, bean(request), ""));
            case VERSION -> List.of(new Command(Kind.VERSION, "", ""));
            case EXEC -> List.of(new Command(Kind.EXEC, bean(request), operation((JolokiaExecRequest) request)));
            case WRITE -> List.of(new Command(Kind.WRITE, bean(request), ""));
            case NOTIFICATION, CONFIG -> List.of(new Command(Kind.OTHER, "", ""));
        };
    }

    private static List<Command> ofRead(JolokiaReadRequest request) {
        if (!request.isMultiAttributeMode()) {
            return List.of(new Command(Kind.READ, bean(request), request.getAttributeName()));
        }
        List<String> names =
                request.getAttributeNames().isEmpty() ? List.of("") : List.copyOf(request.getAttributeNames());
        return names.stream()
                .map(name -> new Command(Kind.READ, bean(request), name))
                .toList();
    }

    private static String bean(JolokiaRequest request) {
        return ((JolokiaObjectNameRequest) request).getObjectName().toString();
    }

    private static String operation(JolokiaExecRequest request) {
        return Optional.ofNullable(request.getOperation()).orElse("");
    }

    /** The path of a list request begins with a domain and the keys in it, each of which may be omitted. */
    private static String listed(JolokiaListRequest request) {
        List<String> path = Optional.ofNullable(request.getPathParts()).orElse(List.of());
        if (path.isEmpty()) {
            return "";
        }
        return part(path, 0) + ':' + part(path, 1);
    }

    private static String part(List<String> path, int index) {
        return index < path.size() ? Optional.ofNullable(path.get(index)).orElse("*") : "*";
    }
}
