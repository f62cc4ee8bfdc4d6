package io.github.logoffd.jmx;

import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;

/** An MBean made of a {@link BeanType} and its current subject. Thread-safe when the supplier is. */
final class OpenBean<S> implements DynamicMBean {

    private final BeanType<S> type;
    private final Supplier<S> subject;

    OpenBean(BeanType<S> type, Supplier<S> subject) {
        this.type = type;
        this.subject = subject;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return type.attribute(name)
                .orElseThrow(() -> new AttributeNotFoundException("There is no attribute " + name + '.'))
                .value()
                .apply(subject.get());
    }

    /** Omits unknown attributes, as the interface requires; all values are of one moment. */
    @Override
    public AttributeList getAttributes(String[] names) {
        S now = subject.get();
        AttributeList values = new AttributeList();
        for (String name : names) {
            type.attribute(name)
                    .ifPresent(field ->
                            values.add(new Attribute(name, field.value().apply(now))));
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Attribute " + attribute.getName() + " is read-only.");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) throws ReflectionException {
        Object[] given = arguments == null ? new Object[0] : arguments;
        Operation<S> operation = type.operation(name, given.length);
        BeanType.checkSignature(operation, signature);
        for (int i = 0; i < given.length; i++) {
            checkArgument(operation.parameters().get(i), given[i]);
        }
        return operation.call().apply(subject.get(), given);
    }

    private static void checkArgument(Operation.Parameter parameter, Object argument) {
        if (!parameter.type().isValue(argument)) {
            throw new IllegalArgumentException("Argument " + parameter.name() + " is " + argument + ". Expected: a "
                    + parameter.type().getTypeName() + '.');
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return type.info();
    }
}
