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
 * Holds an {@code exec} against the operation that it names, before anything is done. Jolokia takes surplus arguments for a path into the
 * answer, which it follows after having acted, as it does with a path that is given, and then calls a request failed that has had its
 * effect. It takes any text that is not "true" for false, and cuts fractions off. Limits that a request sets would cut the answer, and
 * with it the outcome of what was done.
 */
final class ExecArguments {

    /** What the answer of an act can need of each limit: the records of a bulk request on more sessions than any host has. */
    private static final Map<ConfigKey, Integer> LEAST_LIMITS = Map.of(
            ConfigKey.MAX_DEPTH, 3,
            ConfigKey.MAX_COLLECTION_SIZE, 10_000,
            ConfigKey.MAX_OBJECTS, 120_000);

    private ExecArguments() {}

    /**
     * Returns one sentence, or {@code ""} when all will do or Jolokia knows better what is missing.
     *
     * @param configured gives what a parameter is when the request does not set it
     */
    static String problemWith(JolokiaExecRequest request, Function<ConfigKey, String> configured) throws JMException {
        List<String> path = request.getPathParts() == null ? List.of() : request.getPathParts();
        if (!path.isEmpty()) {
            return "exec has the path " + String.join("/", path) + "; expected is none, and the whole answer is given.";
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
                .orElseGet(() -> "exec names the operation " + operation + "; expected is one of "
                        + operations.stream().map(MBeanOperationInfo::getName).toList() + '.');
    }

    /** Returns which parameter could cut or replace the answer, {@code ""} when none could. */
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
                        + ", which could cut its answer. Leave it out, or give 0 or "
                        + limit.getValue() + " or more.")
                .orElse("");
    }

    /** 0 is no limit. */
    private static boolean isBelow(int least, String limit) {
        int most = limit == null ? 0 : Integer.parseInt(limit.strip());
        return most != 0 && most < least;
    }

    private static String compare(MBeanParameterInfo[] parameters, List<?> arguments) {
        if (arguments.size() != parameters.length) {
            return "exec has " + arguments.size() + " arguments; expected are " + parameters.length + ": "
                    + Stream.of(parameters).map(MBeanParameterInfo::getName).toList() + '.';
        }
        for (int i = 0; i < parameters.length; i++) {
            String expected = expected(parameters[i].getType(), arguments.get(i));
            if (!expected.isEmpty()) {
                return "Argument " + parameters[i].getName() + " of exec is " + arguments.get(i) + "; expected is "
                        + expected + '.';
            }
        }
        return "";
    }

    /** Returns what an argument should have been, {@code ""} when it will do. */
    private static String expected(String type, Object argument) {
        return switch (type) {
            case "boolean" -> isBoolean(argument) ? "" : "true or false";
            case "int" -> isWhole(argument, Integer.MIN_VALUE, Integer.MAX_VALUE) ? "" : "a whole number";
            case "long" -> isWhole(argument, Long.MIN_VALUE, Long.MAX_VALUE) ? "" : "a whole number";
            default -> "";
        };
    }

    private static boolean isWhole(Object argument, long least, long most) {
        try {
            long value = new BigDecimal(String.valueOf(argument)).longValueExact();
            return value >= least && value <= most;
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
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
