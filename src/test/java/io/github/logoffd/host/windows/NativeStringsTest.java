package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Strings of any length at any place, and what lies behind them is left alone. */
class NativeStringsTest {

    private static final int PAGE = 4096;
    private static final int PRIVATE_AND_ANONYMOUS = 0x22;
    private static final int READABLE_AND_WRITABLE = 3;

    private final NativeStrings strings = new NativeStrings();

    @Test
    void theNullAddressIsAnEmptyText() {
        assertThat(strings.at(0)).isEmpty();
    }

    @Test
    void textsThatReachIntoFurtherPagesAreReadAtAnyAddress() {
        String text = "0123456789".repeat(PAGE / 10);
        try (Memory memory = new Memory(4 * PAGE)) {
            for (int offset = 0; offset < 100; offset++) {
                assertThat(strings.at(write(memory, offset, text))).isEqualTo(text);
            }
        }
    }

    @Test
    void aShortTextAfterALongOneHasNothingOfIt() {
        try (Memory memory = new Memory(2 * PAGE)) {
            assertThat(strings.at(write(memory, 0, "x".repeat(1000)))).hasSize(1000);
            assertThat(strings.at(write(memory, 0, "ab"))).isEqualTo("ab");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void behindThePageOfTheEndNothingIsRead() {
        Pointer page = pageBeforeOneThatCannotBeRead();
        for (int length = 0; length <= 100; length++) {
            String text = "z".repeat(length);
            assertThat(strings.at(write(page, PAGE - 2 * (length + 1), text))).isEqualTo(text);
        }
    }

    /** Touching the second one would end this process. */
    private static Pointer pageBeforeOneThatCannotBeRead() {
        NativeLibrary c = NativeLibrary.getInstance("c");
        Pointer pages = c.getFunction("mmap")
                .invokePointer(new Object[] {null, 2L * PAGE, READABLE_AND_WRITABLE, PRIVATE_AND_ANONYMOUS, -1, 0L});
        int refused = c.getFunction("mprotect").invokeInt(new Object[] {pages.share(PAGE), (long) PAGE, 0});
        assertThat(refused).isZero();
        return pages;
    }

    private static long write(Pointer memory, int offset, String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_16LE);
        memory.write(offset, bytes, 0, bytes.length);
        return Pointer.nativeValue(memory) + offset;
    }
}
