package io.github.logoffd.jmx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * The common part of all beans of one kind: attributes, operations and the metadata that clients see, built once and
 * shared. Immutable.
 */
final class BeanType<S> {

    private static final Map<OpenType<?>, String> PRIMITIVES = Map.of(
            SimpleType.LONG, "long",
            SimpleType.INTEGER, "int",
            SimpleType.BOOLEAN, "boolean");

    private final Map<String, Field<S>> attributes = new HashMap<>();
    private final Map<String, Operation<S>> operations = new HashMap<>();
    private final MBeanInfo info;

    BeanType(
            Class<?> beanClass,
            String description,
            List<Field<S>> fields,
            List<Operation<S>> operationList,
            MBeanNotificationInfo... notifications) {
        fields.forEach(field -> attributes.put(field.name(), field));
        operationList.forEach(operation -> operations.put(operation.name(), operation));
        this.info = new MBeanInfo(
                beanClass.getName(),
                description,
                fields.stream().map(BeanType::attributeInfo).toArray(MBeanAttributeInfo[]::new),
                null,
                operationList.stream().map(BeanType::operationInfo).toArray(MBeanOperationInfo[]::new),
                notifications,
                new ImmutableDescriptor(Map.of(JMX.MXBEAN_FIELD, "true", JMX.IMMUTABLE_INFO_FIELD, "true")));
    }

    MBeanInfo info() {
        return info;
    }

    Optional<Field<S>> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    Operation<S> operation(String name, int arguments) throws ReflectionException {
        Operation<S> operation = operations.get(name);
        if (operation == null) {
            throw new ReflectionException(new NoSuchMethodException(name), "There is no operation " + name + '.');
        }
        int expected = operation.parameters().size();
        if (arguments != expected) {
            throw new ReflectionException(
                    new NoSuchMethodException(name),
                    "Operation " + name + " was called with " + arguments + " arguments. Expected: " + expected + '.');
        }
        return operation;
    }

    /** A missing signature is accepted: no operation is overloaded. */
    static void checkSignature(Operation<?> operation, String[] signature) throws ReflectionException {
        List<String> expected = operation.parameters().stream()
                .map(parameter -> typeName(parameter.type()))
                .toList();
        if (signature != null && !List.of(signature).equals(expected)) {
            throw new ReflectionException(
                    new NoSuchMethodException(operation.name()),
                    "Operation " + operation.name() + " was called as " + List.of(signature) + "." + " Expected: "
                            + expected + '.');
        }
    }

    private static MBeanAttributeInfo attributeInfo(Field<?> field) {
        return new MBeanAttributeInfo(
                field.name(), typeName(field.type()), field.description(), true, false, false, open(field.type()));
    }

    private static MBeanOperationInfo operationInfo(Operation<?> operation) {
        MBeanParameterInfo[] parameters = operation.parameters().stream()
                .map(parameter -> new MBeanParameterInfo(
                        parameter.name(), typeName(parameter.type()), parameter.description(), open(parameter.type())))
                .toArray(MBeanParameterInfo[]::new);
        return new MBeanOperationInfo(
                operation.name(),
                operation.description(),
                parameters,
                typeName(operation.returns()),
                operation.acts() ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO,
                open(operation.returns()));
    }

    /**
     * An MXBean shows the primitive name where a value cannot be null, and so do signatures such as logoff(boolean).
     */
    private static String typeName(OpenType<?> type) {
        return PRIMITIVES.getOrDefault(type, type.getClassName());
    }

    private static Descriptor open(OpenType<?> type) {
        return new ImmutableDescriptor(
                new String[] {JMX.OPEN_TYPE_FIELD, JMX.ORIGINAL_TYPE_FIELD}, new Object[] {type, typeName(type)});
    }
}
