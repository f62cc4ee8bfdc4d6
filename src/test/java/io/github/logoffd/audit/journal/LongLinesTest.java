package io.github.logoffd.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Foreign lines of any length are told, and cost no memory. */
class LongLinesTest extends ChainFiles {

    private static final int FOREIGN = 64 << 20;

    /** Several times the buffers of those who read, and less than a fourth of the line. */
    private static final long MOST_ALLOCATED = 12L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long allocatedBefore;

    @BeforeEach
    void writeALineAndForeignBytes() throws IOException {
        try (ChainFile file = open(1000)) {
            append(file, "before");
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(file.length() + FOREIGN);
        }
        allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    }

    @AfterEach
    void itCostNoMemory() {
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void aLongIncompleteLineIsContinued() throws Exception {
        try (ChainFile file = open(1000)) {
            append(file, "after");
        }

        assertThat(LineReader.last(path).map(line -> new String(line.bytes(), StandardCharsets.UTF_8)))
                .hasValueSatisfying(last -> assertThat(last).contains("\"x\":\"after\""));
        Verdict verdict = JournalCheck.of(JournalFiles.beside(path), List.of());
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.lines()).isEqualTo(4);
        assertThat(verdict.bytes()).isEqualTo(Files.size(path));
    }

    @Test
    void aLongForeignLineIsFoundWithItsLength() throws Exception {
        Files.writeString(path, "\n", StandardOpenOption.APPEND);
        try (ChainFile file = open(1000)) {
            append(file, "after");
        }

        assertThat(JournalCheck.of(JournalFiles.beside(path), List.of()).findings())
                .singleElement()
                .asString()
                .startsWith("The journal does not say why line 2 of audit.")
                .endsWith(", with its " + FOREIGN + " bytes, is incomplete; it was changed.");
    }

    @Test
    void aLongForeignLineIsNoneOfThoseThatAreReadAtTheStart() throws Exception {
        List<String> read = new ArrayList<>();
        try (ChainFile file = open(1000)) {
            assertThat(file.readLast(2L * FOREIGN, read::add)).isTrue();
            assertThat(file.readLast(FOREIGN / 2L, read::add)).isFalse();
        }

        assertThat(read).hasSize(2).last().isEqualTo("too long");
    }
}
