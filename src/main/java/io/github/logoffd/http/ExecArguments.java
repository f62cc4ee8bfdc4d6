package io.github.logoffd.http;

import java.lang.management.ManagementFactory;
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
 * arguments for a path into the answer, which it follows after having acted, and takes any text that is not "true" for false.
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
            if (parameters[i].getType().equals("boolean") && !isBoolean(arguments.get(i))) {
                return "Argument " + parameters[i].getName() + " of exec is " + arguments.get(i)
                        + "; expected is true or false.";
            }
        }
        return "";
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
