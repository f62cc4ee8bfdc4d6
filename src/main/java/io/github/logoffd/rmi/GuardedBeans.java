package io.github.logoffd.rmi;

import io.github.logoffd.access.Command.Kind;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.access.Permissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.BadAttributeValueExpException;
import javax.management.BadBinaryOpValueExpException;
import javax.management.BadStringOperationException;
import javax.management.InstanceNotFoundException;
import javax.management.IntrospectionException;
import javax.management.InvalidApplicationException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.QueryExp;
import javax.management.ReflectionException;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The view of one user on the beans. Every method of an MBean server is implemented here or in
 * {@link RejectingMBeanServer}, so none is forwarded unchecked. Thread-safe.
 */
final class GuardedBeans extends RejectingMBeanServer {

    private final MBeanServer server;
    private final Guard guard;

    private final LargeAnswers largeAnswers;

    GuardedBeans(MBeanServer server, Guard guard, LargeAnswers largeAnswers) {
        this.server = server;
        this.guard = guard;
        this.largeAnswers = largeAnswers;
    }

    @Override
    SecurityException never(String request) {
        return guard.never(request);
    }

    @Override
    public Object getAttribute(ObjectName name, String attribute)
            throws MBeanException, AttributeNotFoundException, InstanceNotFoundException, ReflectionException {
        guard.requireOne(Kind.LIST, name, "");
        Optional<Object> blank = blank(name, attribute);
        if (blank.isPresent()) {
            return blank.get();
        }
        guard.require(Kind.READ, name, String.valueOf(attribute));
        awaitRoom(name, List.of(String.valueOf(attribute)));
        return server.getAttribute(name, attribute);
    }

    /**
     * Omits attributes that may not be read, as JMX omits those that do not exist. Names that repeat are one: a request
     * of some kilobytes must not cost hundreds of lists of sessions.
     */
    @Override
    public AttributeList getAttributes(ObjectName name, String[] attributes)
            throws InstanceNotFoundException, ReflectionException {
        guard.requireOne(Kind.READ, name, "");
        List<String> different =
                Stream.of(attributes).filter(Objects::nonNull).distinct().toList();
        String[] readable = different.stream()
                .filter(attribute -> Permissions.mayRead(name, attribute))
                .toArray(String[]::new);
        awaitRoom(name, List.of(readable));
        AttributeList values = server.getAttributes(name, readable);
        for (String attribute : different) {
            blank(name, attribute).ifPresent(blank -> values.add(new Attribute(attribute, blank)));
        }
        return values;
    }

    /** Waits until the answer may be computed, if it is an array of records. */
    private void awaitRoom(ObjectName name, List<String> attributes)
            throws InstanceNotFoundException, ReflectionException {
        try {
            boolean large = Stream.of(server.getMBeanInfo(name).getAttributes())
                    .filter(info -> attributes.contains(info.getName()))
                    .anyMatch(GuardedBeans::isArrayOfRecords);
            if (large) {
                ClientSocket.ofThisThread()
                        .ifPresent(client ->
                                largeAnswers.enter(client, guard.caller().user()));
            }
        } catch (IntrospectionException e) {
            throw new ReflectionException(e, "The MBeanInfo of " + name + " cannot be read.");
        }
    }

    private static boolean isArrayOfRecords(MBeanAttributeInfo info) {
        return info instanceof OpenMBeanAttributeInfo open
                && open.getOpenType() instanceof ArrayType<?> array
                && array.getElementOpenType() instanceof CompositeType;
    }

    private Optional<Object> blank(ObjectName name, @Nullable String attribute) throws ReflectionException {
        try {
            return attribute == null ? Optional.empty() : BlankAttributes.of(server, name, attribute);
        } catch (JMException e) {
            throw new ReflectionException(e, "The MBeanInfo of " + name + " cannot be read.");
        }
    }

    @Override
    public void setAttribute(ObjectName name, Attribute attribute) {
        throw written(name);
    }

    @Override
    public AttributeList setAttributes(ObjectName name, AttributeList attributes) {
        throw written(name);
    }

    /** No role may write: the decision is made for its message and its record. */
    private IllegalStateException written(ObjectName name) {
        guard.require(Kind.WRITE, name, "");
        return new IllegalStateException("A write was allowed although no role may write; nothing was written.");
    }

    @Override
    public Object invoke(ObjectName name, String operation, Object[] arguments, String[] signature)
            throws InstanceNotFoundException, MBeanException, ReflectionException {
        guard.requireOne(Kind.EXEC, name, String.valueOf(operation));
        try {
            return CurrentCaller.during(guard.caller(), () -> server.invoke(name, operation, arguments, signature));
        } catch (InstanceNotFoundException | MBeanException | ReflectionException | RuntimeException e) {
            throw e;
        } catch (JMException e) {
            throw new MBeanException(e);
        }
    }

    @Override
    public MBeanInfo getMBeanInfo(ObjectName name)
            throws InstanceNotFoundException, IntrospectionException, ReflectionException {
        guard.requireOne(Kind.LIST, name, "");
        return server.getMBeanInfo(name);
    }

    @Override
    public ObjectInstance getObjectInstance(ObjectName name) throws InstanceNotFoundException {
        guard.requireOne(Kind.LIST, name, "");
        return server.getObjectInstance(name);
    }

    @Override
    public boolean isInstanceOf(ObjectName name, String className) throws InstanceNotFoundException {
        guard.requireOne(Kind.LIST, name, "");
        return server.isInstanceOf(name, className);
    }

    /** Hidden beans do not exist: clients use this to decide which of their tabs to show. */
    @Override
    public boolean isRegistered(ObjectName name) {
        guard.requireUser();
        return name != null && Permissions.maySee(name) && server.isRegistered(name);
    }

    @Override
    public Set<ObjectName> queryNames(@Nullable ObjectName pattern, @Nullable QueryExp query) {
        guard.require(Kind.SEARCH, pattern, "");
        return server.queryNames(pattern, null).stream()
                .filter(Permissions::maySee)
                .filter(name -> matches(query, name))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<ObjectInstance> queryMBeans(@Nullable ObjectName pattern, @Nullable QueryExp query) {
        guard.require(Kind.SEARCH, pattern, "");
        return server.queryMBeans(pattern, null).stream()
                .filter(bean -> Permissions.maySee(bean.getObjectName()))
                .filter(bean -> matches(query, bean.getObjectName()))
                .collect(Collectors.toSet());
    }

    /** Evaluated here against this view: a query must not reveal values that its sender cannot read. */
    private boolean matches(@Nullable QueryExp query, ObjectName name) {
        if (query == null) {
            return true;
        }
        query.setMBeanServer(this);
        try {
            return query.apply(name);
        } catch (BadStringOperationException
                | BadBinaryOpValueExpException
                | BadAttributeValueExpException
                | InvalidApplicationException
                | RuntimeException e) {
            // As in JMX: a bean for which a query cannot be evaluated does not match.
            return false;
        }
    }

    @Override
    public Integer getMBeanCount() {
        return queryNames(null, null).size();
    }

    @Override
    public String[] getDomains() {
        return queryNames(null, null).stream()
                .map(ObjectName::getDomain)
                .distinct()
                .toArray(String[]::new);
    }

    @Override
    public String getDefaultDomain() {
        guard.require(Kind.VERSION, null, "");
        return server.getDefaultDomain();
    }
}
