package io.github.logoffd.http;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import org.jolokia.server.core.request.JolokiaExecRequest;

/**
 * Holds an {@code exec} against the operation that it names, before anything is done. Jolokia takes surplus arguments for a path into the
 * answer, which it follows after having acted, as it does with a path that is given, and then calls a request failed that has had its
 * effect. It takes any text that is not "true" for false, and cuts fractions off.
 */
final class ExecArguments {

    private ExecArguments() {}

    /** Returns one sentence, or {@code ""} when all will do or Jolokia knows better what is missing. */
    static String problemWith(JolokiaExecRequest request) throws JMException {
        List<String> path = request.getPathParts() == null ? List.of() : request.getPathParts();
        if (!path.isEmpty()) {
            return "exec has the path " + String.join("/", path) + "; expected is none, and the whole answer is given.";
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
