package io.github.logoffd.access;

import static io.github.logoffd.access.Decision.ALLOWED;
import static io.github.logoffd.access.Decision.FILTERED;
import static io.github.logoffd.access.Decision.refused;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Authorizes each request, for HTTP and RMI alike. What is not named here is refused.
 *
 * <p>Every role reads the beans of this service and those that describe the Java virtual machine in numbers, metrics
 * and the journal, and calls the operations of the service's beans that only read. An operator also calls all other
 * operations of the beans of this service, each bean by its own name, and sends alerts. No role may call an operation
 * of another bean, however harmless, or write. Names are compared as JMX compares them, so another order of keys is the
 * same bean. Stateless.
 */
public final class Permissions {

    private static final String OWN_DOMAIN = "logoffd";

    /** The name of an operation, or its signature as JMX writes it. */
    private static final Pattern OPERATION = Pattern.compile("[A-Za-z]\\w*(\\([\\w.$\\[; ,]*\\))?");

    private static final Pattern SIGNATURE = Pattern.compile("\\(.*");

    /** The operations that change nothing, and so need no operator. */
    private static final Set<String> READING = Set.of("processes", "find");

    private Permissions() {}

    /** Decides about one request. */
    public static Decision decide(Role role, Command command) {
        return switch (command.kind()) {
            case VERSION, METRICS, HISTORY -> ALLOWED;
            case ALERT ->
                role == Role.OPERATOR
                        ? ALLOWED
                        : refused("An alert that may end a session needs the role operator; this user has the role "
                                + role.text() + '.');
            case WRITE -> refused("write is not supported: all attributes of this service are read-only.");
            case OTHER ->
                refused(
                        "This kind of request is not supported. Use read, list, search, version or exec. For notifications,"
                                + " use the events of GET /events, or subscribe to those of a bean over RMI.");
            case LIST -> command.bean().isEmpty() ? FILTERED : decideNamed(role, command);
            case READ, SEARCH, NOTIFICATION, EXEC -> decideNamed(role, command);
        };
    }

    private static Decision decideNamed(Role role, Command command) {
        ObjectName name;
        try {
            name = new ObjectName(command.bean());
        } catch (MalformedObjectNameException e) {
            return refused(word(command) + " names \"" + command.bean()
                    + "\", which is not an MBean name. Give one such as logoffd:type=Service.");
        }
        return switch (command.kind()) {
            case EXEC -> decideExec(role, command, name);
            case NOTIFICATION -> name.isPattern() ? refusedPattern(command) : decideSeen(command, name);
            default -> name.isPattern() ? decidePattern(name) : decideSeen(command, name);
        };
    }

    private static Decision decideExec(Role role, Command command, ObjectName name) {
        if (role != Role.OPERATOR && !onlyReads(command, name)) {
            return refused("exec needs the role operator; this user has the role " + role.text() + '.');
        }
        if (name.isPattern()) {
            return refusedPattern(command);
        }
        if (!isOwn(name)) {
            return refused("exec names " + name + ". Allowed: MBeans of the domain " + OWN_DOMAIN + '.');
        }
        if (!OPERATION.matcher(command.member()).matches()) {
            return refused("exec names the operation \"" + command.member()
                    + "\". Give its name, or its name and signature such as logoff(boolean).");
        }
        return ALLOWED;
    }

    private static boolean onlyReads(Command command, ObjectName name) {
        return isOwn(name)
                && READING.contains(SIGNATURE.matcher(command.member()).replaceFirst(""));
    }

    private static Decision decidePattern(ObjectName pattern) {
        return isOwn(pattern) ? ALLOWED : FILTERED;
    }

    private static Decision decideSeen(Command command, ObjectName name) {
        if (!maySee(name)) {
            // JConsole checks by a search whether a bean exists. One that may not be seen is not found, as by a
            // pattern.
            if (command.kind() == Command.Kind.SEARCH) {
                return FILTERED;
            }
            return refused(word(command) + " names " + name + ". Allowed: MBeans of the domain " + OWN_DOMAIN
                    + " and JVM measurements such as java.lang:type=Memory.");
        }
        if (command.kind() != Command.Kind.READ || isOwn(name)) {
            return ALLOWED;
        }
        if (command.member().isEmpty()) {
            return FILTERED;
        }
        return mayRead(name, command.member())
                ? ALLOWED
                : refused("The attribute " + command.member() + " of " + name
                        + " is not available, since it may hold secrets. Read another attribute.");
    }

    private static Decision refusedPattern(Command command) {
        return refused(word(command) + " names the pattern " + command.bean() + ". Give the name of one MBean.");
    }

    private static String word(Command command) {
        return command.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a bean may be listed, found and described, for every caller. False for a pattern. */
    public static boolean maySee(ObjectName name) {
        return !name.isPattern() && (isOwn(name) || JvmBeans.isDescription(name));
    }

    /** Returns whether one attribute of a bean may be read, for every caller. False for a pattern. */
    public static boolean mayRead(ObjectName name, String attribute) {
        return maySee(name) && (isOwn(name) || JvmBeans.isHarmless(name, attribute));
    }

    /** A domain pattern, such as one with a star, is a different string and so not our domain. */
    private static boolean isOwn(ObjectName name) {
        return name.getDomain().equals(OWN_DOMAIN);
    }
}
