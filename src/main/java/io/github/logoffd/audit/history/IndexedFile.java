package io.github.logoffd.audit.history;

import io.github.logoffd.audit.journal.JournalKind;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * A file of the journal in the index. Immutable.
 *
 * @param number its number in the index
 * @param kind its kind
 * @param end how many of its bytes are indexed
 * @param lines how many lines that have been
 * @param damaged how many of its lines could not be read
 * @param oldest the time of its oldest line, in microseconds since 1970; {@link Long#MAX_VALUE} without lines
 * @param newest the time of its newest line; {@link Long#MIN_VALUE} without lines
 */
record IndexedFile(int number, JournalKind kind, long end, long lines, long damaged, long oldest, long newest) {

    /** A file of which nothing is indexed. */
    static IndexedFile empty(int number, JournalKind kind) {
        return new IndexedFile(number, kind, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** Returns the file with one more line, which was written at {@code time}. */
    IndexedFile withLine(long time) {
        return new IndexedFile(number, kind, end, lines + 1, damaged, Math.min(oldest, time), Math.max(newest, time));
    }

    IndexedFile withDamage() {
        return new IndexedFile(number, kind, end, lines, damaged + 1, oldest, newest);
    }

    IndexedFile upTo(long newEnd) {
        return new IndexedFile(number, kind, newEnd, lines, damaged, oldest, newest);
    }

    /** Its stored form. */
    static final class Type extends BasicDataType<IndexedFile> {

        static final Type INSTANCE = new Type();

        private static final int HEAP_BYTES = 64;

        private Type() {}

        @Override
        public int getMemory(IndexedFile file) {
            return HEAP_BYTES;
        }

        @Override
        public IndexedFile[] createStorage(int size) {
            return new IndexedFile[size];
        }

        @Override
        public void write(WriteBuffer buffer, IndexedFile file) {
            StringDataType.INSTANCE.write(buffer, file.kind.text());
            buffer.putVarInt(file.number)
                    .putVarLong(file.end)
                    .putVarLong(file.lines)
                    .putVarLong(file.damaged)
                    .putLong(file.oldest)
                    .putLong(file.newest);
        }

        @Override
        public IndexedFile read(ByteBuffer buffer) {
            JournalKind kind =
                    JournalKind.named(StringDataType.INSTANCE.read(buffer)).orElseThrow();
            return new IndexedFile(
                    DataUtils.readVarInt(buffer),
                    kind,
                    DataUtils.readVarLong(buffer),
                    DataUtils.readVarLong(buffer),
                    DataUtils.readVarLong(buffer),
                    buffer.getLong(),
                    buffer.getLong());
        }
    }
}
