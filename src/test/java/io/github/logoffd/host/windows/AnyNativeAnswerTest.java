package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Corpus;
import io.github.logoffd.testing.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Data;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.FromData;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple1;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever Windows answers with, it is a value or a failure of that one call, and nothing is read that is not there.
 */
class AnyNativeAnswerTest {

    private static final WideStrings STRINGS = address -> address == 0 ? "" : Long.toHexString(address);

    @Property
    void bytesAreDecodedOrRefused(@ForAll("anyBytes") byte[] bytes, @ForAll @IntRange(max = 60) int count) {
        allDecoded(bytes, count);
    }

    @Property
    @FromData("answers")
    void bytesThatFailedOnceAreDecodedOrRefused(@ForAll String latin1) {
        allDecoded(latin1.getBytes(StandardCharsets.ISO_8859_1), 1);
    }

    @Data
    Iterable<Tuple1<String>> answers() {
        return Corpus.of("native-answers.txt");
    }

    private static void allDecoded(byte[] bytes, int count) {
        decoded(() -> WtsDecoder.sessionRows(bytes, count, 0, STRINGS));
        decoded(() -> WtsDecoder.sessionIds(bytes, count));
        decoded(() -> WtsDecoder.processes(bytes, count, STRINGS));
        decoded(() -> WtsDecoder.client(bytes, "", ClientProtocol.RDP));
        decoded(() -> WtsDecoder.clientAddress(bytes));
        decoded(() -> WtsDecoder.clientProtocol(bytes));
        decoded(() -> shown(WtsDecoder.sessionDetail(bytes)));
    }

    /** What the beans tell of a session is computed from it, so it counts as well. */
    private static String shown(SessionDetail detail) {
        SessionRow row = Samples.active(detail.id(), detail.user());
        return Samples.session(row, detail) + " " + Samples.session(row, detail).identity() + detail.isOf(row);
    }

    private static void decoded(Supplier<?> decoding) {
        try {
            assertThat(decoding.get()).isNotNull();
        } catch (IllegalStateException e) {
            assertThat(e.getMessage()).endsWith(".").contains("Expected: ");
        }
    }

    @Property
    void aNumberOfElementsThatCannotBeIsAFailure(@ForAll("impossible") int count) {
        FakeWtsapi32 api = new FakeWtsapi32().answering(new byte[64], count);
        WtsSessionHost host = WtsSessionHost.local("HOST1", false, api, FakeProcesses::new);

        for (Supplier<?> call : List.<Supplier<?>>of(host::sessions, host::processes, () -> host.detail(3))) {
            assertThat(failureOf(call)).hasMessageContaining("Error [13]");
        }
        assertThat(api.frees).hasSize(3);
    }

    /** Negative ones, which Windows means as very large ones, and very large ones. */
    @Provide
    Arbitrary<Integer> impossible() {
        return Arbitraries.oneOf(
                Arbitraries.integers().lessOrEqual(-1), Arbitraries.integers().greaterOrEqual((64 << 20) + 1));
    }

    @Property
    void anIdAtTheBorderFailsAloneAndNotItsHost(@ForAll("ids") long id) {
        FakeWtsapi32 api = new FakeWtsapi32();
        WtsSessionHost host = WtsSessionHost.local("HOST1", false, api, FakeProcesses::new);
        api.answering(row((int) id, 0), 1);
        assertThat(host.enumerate())
                .singleElement()
                .satisfies(row -> assertThat(row.uniqueId()).isEqualTo(id));

        assertThat(failureOf(() -> host.detail(id))).isNotNull();
        assertThat(failureOf(() -> host.client(id))).isNotNull();
    }

    @Provide
    Arbitrary<Long> ids() {
        return Arbitraries.longs().between(0, 0xFFFF_FFFFL);
    }

    @Property
    void aTextIsReadToItsEnd(@ForAll String any) {
        String text = any.replace("\0", "");
        try (Memory memory = memory(text + '\0')) {
            FakeWtsapi32 api = new FakeWtsapi32().answering(row(3, address(memory)), 1);

            assertThat(WtsSessionHost.local("HOST1", false, api, FakeProcesses::new)
                            .enumerate())
                    .singleElement()
                    .satisfies(row -> assertThat(row.user()).isEqualTo(text));
        }
    }

    @Example
    void aTextWithoutAnEndIsAFailure() {
        try (Memory memory = memory("x".repeat(32_768) + '\0')) {
            FakeWtsapi32 api = new FakeWtsapi32().answering(row(3, address(memory)), 1);

            assertThat(failureOf(WtsSessionHost.local("HOST1", false, api, FakeProcesses::new)::sessions))
                    .hasMessageContaining("Error [13]")
                    .hasRootCauseMessage("A string of the answer has no terminator within 32767 characters.");
            assertThat(api.frees).containsExactly("WTSFreeMemoryEx 2 1");
        }
    }

    private static SessionApiException failureOf(Supplier<?> call) {
        try {
            throw new AssertionError("No failure but " + call.get());
        } catch (SessionApiException e) {
            return e;
        }
    }

    private static byte[] row(int id, long user) {
        return ByteBuffer.allocate(56)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, id)
                .putLong(32, user)
                .array();
    }

    private static Memory memory(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) text.charAt(i);
            bytes[2 * i + 1] = (byte) (text.charAt(i) >> Byte.SIZE);
        }
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    private static long address(Memory memory) {
        return Pointer.nativeValue(memory);
    }

    /** Any bytes, up to a little more than the largest structure has, often those that mean something. */
    @Provide
    Arbitrary<byte[]> anyBytes() {
        return Arbitraries.oneOf(
                        Arbitraries.bytes(),
                        Arbitraries.of((byte) 0, (byte) 1, (byte) -1, Byte.MIN_VALUE, Byte.MAX_VALUE))
                .array(byte[].class)
                .ofMaxSize(2400);
    }
}
