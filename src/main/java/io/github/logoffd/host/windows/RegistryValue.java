package io.github.logoffd.host.windows;

import java.util.List;

/**
 * Value of the Windows registry. Immutable.
 *
 * @param type the type
 * @param content the strings of a {@code LIST}, else one string; a number is written in decimal
 */
public record RegistryValue(Type type, List<String> content) {

    /** The types that procrun and the event log use. */
    public enum Type {
        TEXT(1),
        EXPANDABLE(2),
        NUMBER(4),
        LIST(7);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    public RegistryValue {
        content = List.copyOf(content);
    }

    /** Returns a {@code REG_SZ}. */
    public static RegistryValue text(String text) {
        return new RegistryValue(Type.TEXT, List.of(text));
    }

    /** Returns a {@code REG_EXPAND_SZ}. */
    public static RegistryValue expandable(String text) {
        return new RegistryValue(Type.EXPANDABLE, List.of(text));
    }

    /** Returns a {@code REG_DWORD}. */
    public static RegistryValue number(int number) {
        return new RegistryValue(Type.NUMBER, List.of(Integer.toString(number)));
    }

    /** Returns a {@code REG_MULTI_SZ}. */
    public static RegistryValue list(List<String> texts) {
        return new RegistryValue(Type.LIST, texts);
    }

    /** Returns the first string, {@code ""} when there is none. */
    public String text() {
        return content.isEmpty() ? "" : content.get(0);
    }
}
