package io.github.logoffd.host.windows;

import java.util.Arrays;
import java.util.HexFormat;

/** Builds the bytes of a native answer from hex text at documented offsets, without the layout under test. */
final class NativeBytes {

    private final byte[] bytes;

    NativeBytes(int size) {
        this.bytes = new byte[size];
    }

    /** Writes hex digits, blanks ignored. */
    NativeBytes at(int offset, String hex) {
        byte[] part = HexFormat.of().parseHex(hex.replace(" ", ""));
        System.arraycopy(part, 0, bytes, offset, part.length);
        return this;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    byte[] firstBytes(int count) {
        return Arrays.copyOf(bytes, count);
    }
}
