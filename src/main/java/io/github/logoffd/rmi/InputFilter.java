package io.github.logoffd.rmi;

import io.github.logoffd.access.Caller;
import io.github.logoffd.access.DenialLog;
import io.github.logoffd.support.text.IpText;
import java.io.ObjectInputFilter;
import java.rmi.MarshalledObject;
import java.util.ArrayList;
import java.util.Set;
import java.util.Vector;
import javax.management.Attribute;
import javax.management.AttributeChangeNotificationFilter;
import javax.management.AttributeList;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import javax.management.relation.MBeanServerNotificationFilter;
import javax.security.auth.Subject;

/**
 * Deserialization filter of client requests: strings before authentication; afterwards names, strings, numbers,
 * attributes and the standard notification filters, which is all that the operations of this service and the tabs of
 * JConsole and VisualVM need. Everything else is rejected before it is instantiated, and recorded. Stateless.
 */
final class InputFilter implements ObjectInputFilter {

    private static final int MOST_DEPTH = 16;
    private static final int MOST_REFERENCES = 10_000;
    private static final int MOST_BYTES = 1 << 17;

    /**
     * An array is allocated with the length in the request before its elements are read, and can contain further
     * arrays.
     */
    private static final int MOST_ELEMENTS = 1_000;

    private static final Set<Class<?>> OF_A_LOGIN = Set.of(String.class);

    @SuppressWarnings("JdkObsolete") // The standard notification filters hold their types in a Vector.
    private static final Set<Class<?>> OF_A_REQUEST = Set.of(
            Object.class,
            String.class,
            Boolean.class,
            Character.class,
            Number.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            MarshalledObject.class,
            ObjectName.class,
            Attribute.class,
            AttributeList.class,
            ArrayList.class,
            Vector.class,
            NotificationFilterSupport.class,
            AttributeChangeNotificationFilter.class,
            MBeanServerNotificationFilter.class,
            // Every request for notifications contains an array of null subjects; a subject itself is rejected.
            Subject[].class);

    private final Set<Class<?>> allowed;
    private final DenialLog denials;

    private InputFilter(Set<Class<?>> allowed, DenialLog denials) {
        this.allowed = allowed;
        this.denials = denials;
    }

    static InputFilter ofLogins(DenialLog denials) {
        return new InputFilter(OF_A_LOGIN, denials);
    }

    static InputFilter ofRequests(DenialLog denials) {
        return new InputFilter(OF_A_REQUEST, denials);
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > MOST_DEPTH
                || info.references() > MOST_REFERENCES
                || info.arrayLength() > mostElements(info.serialClass())
                || info.streamBytes() > MOST_BYTES) {
            return refused("An object exceeds the limits of size or depth.");
        }
        if (info.serialClass() == null) {
            return Status.UNDECIDED;
        }
        return isAllowed(info.serialClass())
                ? Status.ALLOWED
                : refused("An object of the class " + info.serialClass().getName()
                        + " is not accepted. Allowed: strings, numbers and the types of JMX itself.");
    }

    /** Byte arrays hold the arguments of an operation, which are sent as one object. */
    private static int mostElements(Class<?> type) {
        return type == byte[].class ? MOST_BYTES : MOST_ELEMENTS;
    }

    private boolean isAllowed(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() || allowed.contains(element) || allowed.contains(type);
    }

    private Status refused(String reason) {
        String address = ClientSocket.ofThisThread()
                .map(client -> IpText.of(client.origin()))
                .orElse("");
        denials.denied(new Caller("rmi", address), reason);
        return Status.REJECTED;
    }
}
