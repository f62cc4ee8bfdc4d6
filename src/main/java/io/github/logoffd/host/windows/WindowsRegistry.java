package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Keys below {@code HKEY_LOCAL_MACHINE}, as a 64-bit program sees them. Stateless. */
public final class WindowsRegistry {

    private static final Pointer LOCAL_MACHINE = new Pointer(0xFFFF_FFFF_8000_0002L);
    private static final int FILE_NOT_FOUND = 2;
    private static final int ANY_TYPE_UNEXPANDED = 0x1000_ffff;
    private static final String END = "\0";

    private final SetupApi api;

    private WindowsRegistry(SetupApi api) {
        this.api = api;
    }

    /**
     * Returns the registry of this machine.
     *
     * @throws IOException when this is not Windows
     */
    public static WindowsRegistry ofThisMachine() throws IOException {
        return new WindowsRegistry(SetupLibrary.load());
    }

    /**
     * Reads a value, empty when there is none.
     *
     * @throws IOException when it cannot be read, or has a type that is not used here
     */
    public Optional<RegistryValue> read(String key, String name) throws IOException {
        IntByReference type = new IntByReference();
        IntByReference size = new IntByReference();
        int code = api.RegGetValue(LOCAL_MACHINE, key, name, ANY_TYPE_UNEXPANDED, type, null, size);
        if (code == FILE_NOT_FOUND) {
            return Optional.empty();
        }
        byte[] data = new byte[size.getValue()];
        if (code == 0) {
            code = api.RegGetValue(LOCAL_MACHINE, key, name, ANY_TYPE_UNEXPANDED, type, data, size);
        }
        if (code != 0) {
            throw SetupLibrary.failure("Reading " + name + " in HKLM\\" + key, code);
        }
        return Optional.of(decoded(type.getValue(), Arrays.copyOf(data, size.getValue()), key, name));
    }

    private static RegistryValue decoded(int number, byte[] data, String key, String name) throws IOException {
        RegistryValue.Type type = Arrays.stream(RegistryValue.Type.values())
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new IOException("The value " + name + " in HKLM\\" + key + " has the type " + number
                        + ", which is not used here"));
        if (type == RegistryValue.Type.NUMBER) {
            return RegistryValue.number(
                    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt());
        }
        String text = new String(data, StandardCharsets.UTF_16LE);
        List<String> parts = Arrays.stream(text.split(END, -1))
                .filter(part -> !part.isEmpty())
                .toList();
        return new RegistryValue(type, parts);
    }

    /**
     * Writes a value, and creates its key when it is missing.
     *
     * @throws IOException when it cannot be written
     */
    public void write(String key, String name, RegistryValue value) throws IOException {
        byte[] data = encoded(value);
        int code = api.RegSetKeyValue(LOCAL_MACHINE, key, name, value.type().number(), data, data.length);
        if (code != 0) {
            throw SetupLibrary.failure("Writing " + name + " in HKLM\\" + key, code);
        }
    }

    private static byte[] encoded(RegistryValue value) {
        return switch (value.type()) {
            case NUMBER ->
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(Integer.parseInt(value.text()))
                        .array();
            case LIST -> (String.join(END, value.content()) + END + END).getBytes(StandardCharsets.UTF_16LE);
            case TEXT, EXPANDABLE -> (value.text() + END).getBytes(StandardCharsets.UTF_16LE);
        };
    }

    /**
     * Deletes a key with everything below it; nothing happens when there is none.
     *
     * @throws IOException when it cannot be deleted
     */
    public void delete(String key) throws IOException {
        int code = api.RegDeleteTree(LOCAL_MACHINE, key);
        if (code != 0 && code != FILE_NOT_FOUND) {
            throw SetupLibrary.failure("Deleting HKLM\\" + key, code);
        }
    }
}
