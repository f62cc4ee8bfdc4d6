package io.github.logoffd.http;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import org.jolokia.server.core.request.JolokiaExecRequest;

/**
 * Holds the arguments of an {@code exec} against the parameters of the operation, before anything is done. Jolokia takes surplus
 * arguments for a path into the answer, which it follows after having acted, takes any text that is not "true" for false, and cuts fractions off.
 */
final class ExecArguments {

    private ExecArguments() {}

    /** Returns one sentence, or {@code ""} when the arguments will do or Jolokia knows better what is missing. */
    static String problemWith(JolokiaExecRequest request) throws JMException {
        Optional<MBeanParameterInfo[]> parameters = parameters(request.getObjectName(), request.getOperation());
        List<?> arguments = request.getArguments() == null ? List.of() : request.getArguments();
        return parameters.map(expected -> compare(expected, arguments)).orElse("");
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

    private static Optional<MBeanParameterInfo[]> parameters(ObjectName name, String operation) throws JMException {
        if (operation == null) {
            return Optional.empty();
        }
        String plainName = operation.replaceFirst("\\(.*$", "");
        try {
            return Stream.of(ManagementFactory.getPlatformMBeanServer()
                            .getMBeanInfo(name)
                            .getOperations())
                    .filter(info -> info.getName().equals(plainName))
                    .map(info -> info.getSignature())
                    .findFirst();
        } catch (InstanceNotFoundException e) {
            return Optional.empty();
        }
    }
}
