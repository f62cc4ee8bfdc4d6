package io.github.logoffd.jmx;

import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of the beans. The order of the keys is that of the contract; values are quoted only where JMX needs it. */
final class ObjectNames {

    private static final String DOMAIN = "logoffd";
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,=:\"*?\\n]");

    private ObjectNames() {}

    static ObjectName service() {
        return name("type=Service");
    }

    static ObjectName history() {
        return name("type=History");
    }

    static ObjectName sessionHost(String host) {
        return name("type=SessionHost,host=" + value(host));
    }

    static ObjectName session(String host, long id) {
        return name("type=Session,host=" + value(host) + ",id=" + id);
    }

    private static String value(String text) {
        return NEEDS_QUOTES.matcher(text).find() ? ObjectName.quote(text) : text;
    }

    private static ObjectName name(String properties) {
        try {
            return new ObjectName(DOMAIN + ':' + properties);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("No object name can be made of " + properties + '.', e);
        }
    }
}
