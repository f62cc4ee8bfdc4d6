package io.github.logoffd.web.jolokia;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.request.JolokiaExecRequest;

/**
 * Validates an {@code exec} against the operation that it names, before anything is done. Jolokia treats surplus
 * arguments as a path into the answer, which it applies after having acted, like an explicit path, and then reports a
 * request as failed that has had its effect. It converts any string other than "true" to false, and truncates
 * fractions. Limits set by a request would truncate the answer, and with it the outcome of the operation.
 */
final class ExecArguments {

    /**
     * The least value of each limit that never truncates the answer of an operation: the records of a bulk request on
     * more sessions than any host has.
     */
    private static final Map<ConfigKey, Integer> LEAST_LIMITS = Map.of(
            ConfigKey.MAX_DEPTH, 3,
            ConfigKey.MAX_COLLECTION_SIZE, 10_000,
            ConfigKey.MAX_OBJECTS, 120_000);

    private ExecArguments() {}

    /**
     * Returns one sentence, or {@code ""} when everything is valid or Jolokia itself reports the problem better.
     *
     * @param configured returns the value of a parameter that the request does not set
     */
    static String problemWith(JolokiaExecRequest request, Function<ConfigKey, String> configured) throws JMException {
        List<String> path = request.getPathParts() == null ? List.of() : request.getPathParts();
        if (!path.isEmpty()) {
            return "exec has the path " + String.join("/", path) + ". Leave the path out: the whole answer is"
                    + " always given.";
        }
        String limit = limit(request, configured);
        if (!limit.isEmpty()) {
            return limit;
        }
        String operation =
                request.getOperation() == null ? "" : request.getOperation().replaceFirst("\\(.*$", "");
        List<MBeanOperationInfo> operations = operations(request.getObjectName());
        if (operation.isEmpty() || operations.isEmpty()) {
            return "";
        }
        List<?> arguments = request.getArguments() == null ? List.of() : request.getArguments();
        return operations.stream()
                .filter(info -> info.getName().equals(operation))
                .findFirst()
                .map(info -> compare(info.getSignature(), arguments))
                .orElseGet(() -> "exec names the unknown operation " + operation + ". Known: "
                        + operations.stream().map(MBeanOperationInfo::getName).toList() + '.');
    }

    /** Returns a message about a parameter that could truncate or replace the answer, {@code ""} when there is none. */
    private static String limit(JolokiaExecRequest request, Function<ConfigKey, String> configured) {
        if (request.getParameter(ConfigKey.IF_MODIFIED_SINCE) != null) {
            return "exec has the parameter ifModifiedSince. Leave it out: what an operation does is always answered.";
        }
        return LEAST_LIMITS.entrySet().stream()
                .filter(limit ->
                        !Objects.equals(request.getParameter(limit.getKey()), configured.apply(limit.getKey())))
                .filter(limit -> isBelow(limit.getValue(), request.getParameter(limit.getKey())))
                .findFirst()
                .map(limit -> "exec has the parameter " + limit.getKey().getKeyValue() + '='
                        + request.getParameter(limit.getKey())
                        + ", which could truncate its answer. Leave it out, or give 0 or "
                        + limit.getValue() + " or more.")
                .orElse("");
    }

    /** 0 means no limit. */
    private static boolean isBelow(int least, String limit) {
        int most = limit == null ? 0 : Integer.parseInt(limit.strip());
        return most != 0 && most < least;
    }

    private static String compare(MBeanParameterInfo[] parameters, List<?> arguments) {
        if (arguments.size() != parameters.length) {
            return "exec has " + arguments.size() + " arguments. Expected " + parameters.length + ": "
                    + Stream.of(parameters).map(MBeanParameterInfo::getName).toList() + '.';
        }
        for (int i = 0; i < parameters.length; i++) {
            String expected = expected(parameters[i].getType(), arguments.get(i));
            if (!expected.isEmpty()) {
                return "Argument " + parameters[i].getName() + " of exec is " + arguments.get(i) + ". Expected: "
                        + expected + '.';
            }
        }
        return "";
    }

    /** Returns the expected form of an argument, {@code ""} when it is valid. */
    private static String expected(String type, Object argument) {
        return switch (type) {
            case "boolean" -> isBoolean(argument) ? "" : "true or false";
            case "int" -> wholeNumber(argument, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long" -> wholeNumber(argument, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> "";
        };
    }

    private static String wholeNumber(Object argument, long least, long most) {
        try {
            BigDecimal value = new BigDecimal(String.valueOf(argument));
            if (value.compareTo(BigDecimal.valueOf(least)) < 0 || value.compareTo(BigDecimal.valueOf(most)) > 0) {
                return "a whole number from " + least + " to " + most;
            }
            return value.stripTrailingZeros().scale() > 0 ? "a whole number" : "";
        } catch (NumberFormatException e) {
            return "a whole number";
        }
    }

    private static boolean isBoolean(Object argument) {
        return argument instanceof Boolean || "true".equals(argument) || "false".equals(argument);
    }

    private static List<MBeanOperationInfo> operations(ObjectName name) throws JMException {
        try {
            return List.of(ManagementFactory.getPlatformMBeanServer()
                    .getMBeanInfo(name)
                    .getOperations());
        } catch (InstanceNotFoundException e) {
            return List.of();
        }
    }
}
