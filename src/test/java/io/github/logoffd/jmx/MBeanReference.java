package io.github.logoffd.jmx;

import io.github.logoffd.control.request.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Writes the reference of all beans as Markdown, from nothing but their metadata. */
final class MBeanReference {

    private final StringBuilder text = new StringBuilder();

    private MBeanReference() {}

    static String of(MBeanInfo service, MBeanInfo history, MBeanInfo sessionHost, MBeanInfo session) {
        MBeanReference reference = new MBeanReference();
        reference.introduction();
        reference.bean("Session", "logoffd:type=Session,host=HOST,id=ID", session);
        reference.bean("SessionHost", "logoffd:type=SessionHost,host=HOST", sessionHost);
        reference.bean("Service", "logoffd:type=Service", service);
        reference.bean("History", "logoffd:type=History", history);
        List<String> answer =
                AnswerShape.SHAPE.fields().stream().map(Field::name).toList();
        reference.record("LogoffAnswer", recordType(session, "logoff"), answer);
        reference.outcomes();
        reference.record("QuestionAnswer", AnswerShape.QUESTION);
        List<String> attributes = Stream.of(sessionHost.getAttributes())
                .map(MBeanFeatureInfo::getName)
                .toList();
        reference.record("HistoryPage", HistoryBeanType.PAGE);
        reference.record("HistoryLine", HistoryBeanType.LINE);
        reference.record("Refresh", recordType(sessionHost, "refresh"), attributes);
        return reference.text.toString();
    }

    private static CompositeType recordType(MBeanInfo bean, String operation) {
        return (CompositeType) openType(Stream.of(bean.getOperations())
                .filter(each -> each.getName().equals(operation))
                .findFirst()
                .orElseThrow());
    }

    private void introduction() {
        line("# The MBeans of logoffd");
        line("");
        line(
                "All attributes and operations available to JMX clients and Jolokia. A test generates this page from the beans");
        line("themselves, so it always matches the version that contains it.");
        line("");
        line("- No attribute is ever null: an unknown string is `\"\"`, an unknown number is `-1`.");
        line(
                "- Times are ISO-8601 strings in UTC; each has a second attribute with its age in whole seconds, by the host's own clock.");
        line("- Reading never calls Windows. It shows the latest snapshot, whose age is `SnapshotSeconds`.");
        line("- All attributes are read-only. No operation is overloaded. All types are open types.");
        line("- Values in object names are quoted only where JMX requires it.");
        line("");
    }

    private void bean(String title, String name, MBeanInfo info) {
        line("## " + title);
        line("");
        line(info.getDescription() + ".");
        line("");
        line("Object name: `" + name + '`');
        line("");
        line("| attribute | type | meaning |");
        line("|---|---|---|");
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            row(attribute.getName(), typeName(openType(attribute)), attribute.getDescription());
        }
        line("");
        for (MBeanOperationInfo operation : info.getOperations()) {
            operation(title, operation);
        }
        if (info.getNotifications().length > 0) {
            notifications(title, info);
        }
    }

    private void notifications(String bean, MBeanInfo info) {
        line("### " + bean + ": notifications");
        line("");
        line(
                "The user data of `logoffd.session.*` is a record of the session with every attribute of its bean, that of");
        line(
                "`logoffd.logoff.*` one [LogoffAnswer](#logoffanswer), that of `logoffd.host.*` one [Refresh](#refresh). Sequence numbers increase");
        line(
                "across the whole service, also after a restart; with several hosts those of one have gaps. Changes are found by");
        line(
                "comparing two snapshots: what appears and disappears between them goes unnoticed. Beans are updated before their");
        line("notifications are sent. When callbacks are so slow that " + NotifyingBean.MOST_WAITING
                + " notifications of a host are queued, new ones are dropped.");
        line("");
        line("| type | sent when |");
        line("|---|---|");
        for (MBeanNotificationInfo notification : info.getNotifications()) {
            line("| `" + notification.getNotifTypes()[0] + "` | " + notification.getDescription() + " |");
        }
        line("");
    }

    private void operation(String bean, MBeanOperationInfo operation) {
        String parameters = Stream.of(operation.getSignature())
                .map(parameter -> typeName(openType(parameter)) + ' ' + parameter.getName())
                .collect(Collectors.joining(", "));
        line("### " + bean + ": " + operation.getName() + '(' + parameters + ')');
        line("");
        line(operation.getDescription() + ". Returns " + link(openType(operation)) + '.');
        line("");
        if (operation.getSignature().length > 0) {
            line("| parameter | type | meaning |");
            line("|---|---|---|");
            for (MBeanParameterInfo parameter : operation.getSignature()) {
                row(parameter.getName(), typeName(openType(parameter)), parameter.getDescription());
            }
            line("");
        }
    }

    private void record(String title, Shape<?> shape) {
        record(title, shape.type(), shape.fields().stream().map(Field::name).toList());
    }

    /** A composite type does not keep the order of its items, so {@code order} gives it. */
    private void record(String title, CompositeType type, List<String> order) {
        line("## " + title);
        line("");
        line(type.getDescription() + ".");
        line("");
        line("| item | type | meaning |");
        line("|---|---|---|");
        Set<String> items = new LinkedHashSet<>(order);
        items.retainAll(type.keySet());
        items.addAll(type.keySet());
        items.forEach(item -> row(item, typeName(type.getType(item)), type.getDescription(item)));
        line("");
    }

    private void outcomes() {
        line("### Outcome");
        line("");
        line("| `Outcome` | meaning |");
        line("|---|---|");
        for (Outcome outcome : Outcome.values()) {
            line("| `" + outcome + "` | " + outcome.meaning() + " |");
        }
        line("");
    }

    private static String link(OpenType<?> type) {
        return type instanceof CompositeType ? "one [" + typeName(type) + "](#" + anchor(type) + ')' : typeName(type);
    }

    private static String anchor(OpenType<?> type) {
        return typeName(type).toLowerCase(Locale.ROOT);
    }

    private static String typeName(OpenType<?> type) {
        if (type instanceof ArrayType<?> array) {
            return typeName(array.getElementOpenType()) + "[]";
        }
        if (type.equals(SimpleType.LONG)) {
            return "long";
        }
        if (type.equals(SimpleType.INTEGER)) {
            return "int";
        }
        if (type.equals(SimpleType.BOOLEAN)) {
            return "boolean";
        }
        return type.getTypeName().replaceFirst(".*\\.", "");
    }

    private static OpenType<?> openType(MBeanFeatureInfo feature) {
        return (OpenType<?>) feature.getDescriptor().getFieldValue(JMX.OPEN_TYPE_FIELD);
    }

    private void row(String name, String type, String meaning) {
        line("| `" + name + "` | " + type + " | " + meaning.replace("|", "\\|") + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
