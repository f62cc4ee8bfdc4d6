package io.github.logoffd.jmx;

import java.util.List;
import java.util.function.BiFunction;
import javax.management.openmbean.OpenType;

/**
 * One operation of a bean. Names are never overloaded: Jolokia would then refuse the plain name.
 *
 * @param acts whether it changes something on the host, as opposed to reading it
 * @param call gets the subject and the arguments, which have the declared number and types
 */
record Operation<S>(
        String name,
        String description,
        List<Parameter> parameters,
        OpenType<?> returns,
        boolean acts,
        BiFunction<S, Object[], Object> call) {

    /** One parameter of an operation. */
    record Parameter(String name, OpenType<?> type, String description) {}
}
