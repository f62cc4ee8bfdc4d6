package io.github.logoffd.rmi;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Counts the bytes of an object in its serialized form. */
final class SerializedSize extends OutputStream {

    private long bytes;

    private SerializedSize() {}

    static long of(Object object) throws IOException {
        SerializedSize size = new SerializedSize();
        try (ObjectOutputStream out = new ObjectOutputStream(size)) {
            out.writeObject(object);
        }
        return size.bytes;
    }

    @Override
    public void write(int unused) {
        bytes++;
    }

    @Override
    public void write(byte[] unused, int start, int length) {
        bytes += length;
    }
}
