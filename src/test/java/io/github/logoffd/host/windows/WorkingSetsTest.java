package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.ProcessInfo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Working sets beyond the 32 bits of the list, and which processes are asked for them. */
class WorkingSetsTest {

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private final FakeProcesses api = new FakeProcesses();
    private final WorkingSets workingSets = new WorkingSets(() -> api);

    @AfterEach
    void everyHandleIsClosed() {
        assertThat(api.openNow).isEmpty();
    }

    private static ProcessInfo listed(long pid, String image, long cpuMillis, long workingSet) {
        return new ProcessInfo(3, pid, image, cpuMillis, workingSet & 0xFFFF_FFFFL, 10, 2);
    }

    private long completed(long pid, long cpuMillis, long workingSet) {
        return workingSets.completed(List.of(listed(pid, "erp.exe", cpuMillis, workingSet))).stream()
                .mapToLong(ProcessInfo::workingSetBytes)
                .sum();
    }

    @Test
    void theHostShowsThemWhole() {
        api.with(9, 18 * GIB);
        FakeWtsapi32 wts = new FakeWtsapi32()
                .answering(
                        new NativeBytes(64)
                                .at(4, "09 00 00 00")
                                .at(40, "00 00 00 80")
                                .bytes(),
                        1);

        assertThat(WtsSessionHost.local("HOST1", false, wts, () -> api).processes())
                .extracting(ProcessInfo::workingSetBytes)
                .containsExactly(18 * GIB);
        assertThat(WtsSessionHost.remote("TS02", false, wts).processes())
                .as("of another host nothing more can be had")
                .extracting(ProcessInfo::workingSetBytes)
                .containsExactly(2 * GIB);
    }

    /** In MiB: what the process says a moment after the list, what the list was cut from, and what is shown. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 100",
        "4095, 4095, 4095",
        "4097, 4095, 4095",
        "4095, 4097, 4097",
        "18432, 18432, 18432",
        "18500, 18432, 18432",
        "16383, 16385, 16385",
        "30, 3900, 3900"
    })
    void theListDecidesTheLowerBitsAndTheQuestionTheUpperOnes(long whole, long cutFrom, long shown) {
        api.with(9, whole * MIB);

        assertThat(completed(9, 50, cutFrom * MIB)).isEqualTo(shown * MIB);
    }

    @Test
    void aProcessThatUsesNoProcessorIsAskedOnce() {
        api.with(9, 100 * MIB);
        completed(9, 50, 100 * MIB);
        completed(9, 50, 90 * MIB);
        assertThat(api.asked).containsExactly(9L);

        api.with(9, 5 * GIB);

        assertThat(completed(9, 51, 5 * GIB)).isEqualTo(5 * GIB);
        assertThat(api.asked).containsExactly(9L, 9L);
    }

    /** It can shrink without using any. */
    @Test
    void aLargeProcessIsAskedEachTime() {
        api.with(9, 6 * GIB);
        completed(9, 50, 6 * GIB);
        api.with(9, 2 * GIB);

        assertThat(completed(9, 50, 2 * GIB)).isEqualTo(2 * GIB);
    }

    @Test
    void aProcessorTimeThatIsUnknownProvesNothing() {
        api.with(9, GIB);
        completed(9, -1, GIB);
        api.with(9, 5 * GIB);

        assertThat(completed(9, -1, 5 * GIB)).isEqualTo(5 * GIB);
    }

    @Test
    void anotherProcessWithTheSameIdIsAsked() {
        api.with(9, GIB);
        completed(9, 50, GIB);
        api.with(9, 5 * GIB);

        assertThat(workingSets.completed(List.of(listed(9, "sql.exe", 50, 5 * GIB))))
                .extracting(ProcessInfo::workingSetBytes)
                .containsExactly(5 * GIB);
    }

    @Test
    void aProcessThatIsGoneOrDoesNotAnswerKeepsWhatIsListed() {
        api.with(9, 5 * GIB).silence(9);

        assertThat(completed(8, 50, 5 * GIB)).isEqualTo(GIB);
        assertThat(completed(9, 50, 5 * GIB)).isEqualTo(GIB);
    }
}
