package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.session.ClientInfo;
import io.github.logoffd.session.ProcessInfo;
import io.github.logoffd.session.SessionApiException;
import io.github.logoffd.session.SessionHost;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.session.SessionTimes;
import io.github.logoffd.testing.Scene;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers of Windows that cannot be believed, or only in part, through JNA. Run by {@code WindowsJvmIT} inside a
 * Windows JVM. After each test nothing that the DLL gave out may be left.
 */
class NativeFaultsOnWindows {

    private static final List<ProcessInfo> PROCESSES = List.of(new ProcessInfo(2, 2008, "erp.exe", 9, 9, 9, 9));

    private final StandIn standIn = new StandIn(StandIn.IN_WINDOWS);
    private SessionHost host;
    private long violationsBefore;

    @BeforeEach
    void open() {
        host = WtsSessionHost.local("testhost", false);
        standIn.play(List.of(), List.of());
        assertThat(host.processes()).isEmpty();
        violationsBefore = standIn.violations();
    }

    @AfterEach
    void everythingWasGivenBack() {
        host.close();
        assertThat(standIn.liveAllocations()).isZero();
        assertThat(standIn.violations()).isEqualTo(violationsBefore);
    }

    private SessionRow row(long id) {
        return host.sessions().stream()
                .filter(row -> row.uniqueId() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAnswerOfAnotherLevelIsNotDecodedAndGivenBack() {
        String[] functions = {"WTSEnumerateSessionsExW", "WTSEnumerateProcessesExW"};
        for (String level : List.of("0", "3")) {
            standIn.play(
                    Scene.sessions(Instant.now()),
                    PROCESSES,
                    "level\tfunction=" + functions[0] + "\tvalue=" + level,
                    "level\tfunction=" + functions[1] + "\tvalue=" + level);

            for (Supplier<?> question : List.<Supplier<?>>of(host::sessions, host::processes)) {
                assertThatThrownBy(question::get)
                        .isInstanceOf(SessionApiException.class)
                        .hasMessageContaining("Error [13]")
                        .hasRootCauseMessage("The answer has level " + level + ". Expected: 1.");
            }
        }
    }

    @Test
    void aUserWithHalfOfASurrogatePairIsTheSameInListAndDetail() {
        String line = "session\tid=9\tstate=0\tname=RDP-Tcp#9\tlogonFiletime=134169120001234567\tuserUtf16=";
        for (String units : List.of("0061D800", "DC00", "0061".repeat(19) + "D83DDE00")) {
            standIn.play(List.of(), List.of(), "session\tid=0\tname=services\tstate=4", line + units);

            assertThat(host.detail(9).isOf(row(9))).as(units).isTrue();
        }
    }

    @Test
    void aTimeThatCannotBeIsUnknown() {
        standIn.play(
                List.of(),
                List.of(),
                "session\tid=9\tuser=alice\tlogonFiletime=1\tconnectFiletime=" + Long.MAX_VALUE + "\tinputFiletime=-1");

        SessionTimes times = host.detail(9).times();
        assertThat(times.logon()).isEmpty();
        assertThat(times.connect()).isEmpty();
        assertThat(times.lastInput()).isEmpty();
        assertThat(times.current()).isPresent();
    }

    @Test
    void withoutTheClientInformationNameAddressAndProtocolAreKept() {
        for (int code : new int[] {5, 50}) {
            standIn.play(
                    Scene.sessions(Instant.now()),
                    List.of(),
                    "fail\tfunction=WTSQuerySessionInformationW\tinfoClass=23\tcode=" + code);

            ClientInfo client = host.client(2);
            assertThat(client.name()).isEqualTo("LT-0417");
            assertThat(client.failure())
                    .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(code));
        }
    }

    @Test
    void addressesAreThoseOfOtherTools() {
        standIn.play(
                List.of(),
                List.of(),
                "session\tid=5\tuser=a\tfamily=2\taddress=0.0.0.0",
                "session\tid=6\tuser=b\tfamily=23\taddress=2001:db8:0:0:0:0:0:2a",
                "session\tid=7\tuser=c\tfamily=23\taddress=::",
                "session\tid=8\tuser=d\tfamily=23\taddress=::ffff:192.0.2.7");

        assertThat(Stream.of(5L, 6L, 7L, 8L).map(id -> host.client(id).address()))
                .containsExactly("", "2001:db8::2a", "", "::ffff:192.0.2.7");
    }

    @Test
    void aCallThatFailsWithoutAReasonMayHaveHadAnEffect() {
        standIn.play(
                Scene.sessions(Instant.now()),
                List.of(),
                "fail\tfunction=WTSLogoffSession\tcode=0",
                "fail\tfunction=WTSDisconnectSession\tcode=0");

        for (Runnable act : List.<Runnable>of(() -> host.logoff(2), () -> host.disconnect(2))) {
            assertThatThrownBy(act::run)
                    .isInstanceOfSatisfying(
                            SessionApiException.class,
                            e -> assertThat(e.hadNoEffect()).isFalse());
        }
    }

    /** This process maps one small file so often that it has more than 4 GiB in its working set. */
    @Test
    void aWorkingSetBeyondFourGibibytesIsWhole(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws IOException {
        int size = 64 << 20;
        long listed = 300_000_000;
        List<MappedByteBuffer> mapped = new ArrayList<>();
        try (FileChannel file = FileChannel.open(
                folder.resolve("mapped"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            for (long bytes = 0; bytes < 4L << 30; bytes += size) {
                mapped.add(file.map(FileChannel.MapMode.READ_WRITE, 0, size).load());
            }
            long pid = ProcessHandle.current().pid();
            standIn.play(List.of(), List.of(new ProcessInfo(0, pid, "java.exe", 9, listed, 9, 9)));

            assertThat(host.processes())
                    .extracting(ProcessInfo::workingSetBytes)
                    .containsExactly((4L << 30) + listed);
        }
        assertThat(mapped).isNotEmpty();
    }
}
