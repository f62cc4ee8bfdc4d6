package io.github.logoffd.audit.history;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Stored form of postings: on each page, the differences to the posting before. Stateless. */
final class PostingType extends BasicDataType<Posting> {

    static final PostingType INSTANCE = new PostingType();

    private static final int HEAP_BYTES = 48;

    private PostingType() {}

    @Override
    public int getMemory(Posting posting) {
        return HEAP_BYTES;
    }

    @Override
    public Posting[] createStorage(int size) {
        return new Posting[size];
    }

    @Override
    public int compare(Posting a, Posting b) {
        return a.compareTo(b);
    }

    @Override
    public void write(WriteBuffer buffer, Posting posting) {
        write(buffer, new Posting[] {posting}, 1);
    }

    @Override
    public Posting read(ByteBuffer buffer) {
        Posting[] one = createStorage(1);
        read(buffer, one, 1);
        return one[0];
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int length) {
        Posting[] postings = (Posting[]) storage;
        Posting before = new Posting(0, 0, 0, 0);
        for (int i = 0; i < length; i++) {
            Posting posting = postings[i];
            writeDifference(buffer, posting.term() - before.term());
            writeDifference(buffer, posting.time() - before.time());
            writeDifference(buffer, posting.file() - before.file());
            writeDifference(buffer, posting.offset() - before.offset());
            before = posting;
        }
    }

    @Override
    public void read(ByteBuffer buffer, Object storage, int length) {
        Posting[] postings = (Posting[]) storage;
        Posting before = new Posting(0, 0, 0, 0);
        for (int i = 0; i < length; i++) {
            postings[i] = new Posting(
                    before.term() + readDifference(buffer),
                    before.time() + readDifference(buffer),
                    before.file() + (int) readDifference(buffer),
                    before.offset() + readDifference(buffer));
            before = postings[i];
        }
    }

    /** With the sign in the lowest bit, so that small differences of both signs are short. */
    private static void writeDifference(WriteBuffer buffer, long difference) {
        buffer.putVarLong(difference << 1 ^ difference >> (Long.SIZE - 1));
    }

    private static long readDifference(ByteBuffer buffer) {
        long stored = DataUtils.readVarLong(buffer);
        return stored >>> 1 ^ -(stored & 1);
    }
}
