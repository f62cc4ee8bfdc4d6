package io.github.logoffd.host.windows;

import com.sun.jna.Pointer;

/**
 * Answer in native memory, freed on close by the only function that Windows allows for its type. It can be empty:
 * Windows may succeed without a buffer, and may fail with one.
 */
final class WtsBuffer implements AutoCloseable {

    /**
     * Far more than the answer of the largest host. A larger number is an error, and trusting it would read foreign
     * memory.
     */
    private static final long MOST_BYTES = 64L << 20;

    private final Pointer pointer;
    private final Runnable free;

    private WtsBuffer(Pointer pointer, Runnable free) {
        this.pointer = pointer;
        this.free = free;
    }

    /** Takes ownership of an answer of a query or of the plain enumeration. */
    static WtsBuffer plain(Wtsapi32 api, long address) {
        Pointer pointer = new Pointer(address);
        return new WtsBuffer(pointer, () -> api.WTSFreeMemory(pointer));
    }

    /** Takes ownership of an answer of one of the {@code Ex} enumerations. */
    static WtsBuffer typed(Wtsapi32 api, long address, int typeClass, int count) {
        Pointer pointer = new Pointer(address);
        return new WtsBuffer(pointer, () -> {
            if (api.WTSFreeMemoryEx(typeClass, pointer, count) == Wtsapi32.FALSE) {
                throw new IllegalStateException("WTSFreeMemoryEx refused an answer of " + count + " entries of type "
                        + typeClass + "; its memory is lost.");
            }
        });
    }

    /**
     * Copies the answer; only its strings are read from the original afterwards.
     *
     * @param count the number of elements as reported by Windows
     * @param size the bytes of each
     * @throws IllegalStateException when that number is impossible
     */
    byte[] elements(int count, int size) {
        long bytes = (long) count * size;
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw new IllegalStateException("The answer has " + count + " elements of " + size
                    + " bytes. Allowed: 0 to " + MOST_BYTES + " bytes.");
        }
        return isEmpty() ? new byte[0] : pointer.getByteArray(0, (int) bytes);
    }

    @Override
    public void close() {
        if (!isEmpty()) {
            free.run();
        }
    }

    private boolean isEmpty() {
        return Pointer.nativeValue(pointer) == 0;
    }
}
