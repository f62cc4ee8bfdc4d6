package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.audit.journal.JournalCheck;
import io.github.logoffd.audit.journal.Verdict;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What has to be as it was when the attack on a service is over. */
final class Aftermath {

    /** Idle threads stay for half a minute with HTTP and a minute with RMI. */
    private static final Duration LONG = Duration.ofSeconds(75);

    private static final int FEW_THREADS = 6;
    private static final int FEW_FILES = 6;

    /** Remembered guesses and events, and the buffers that the server keeps for later, are bounded by less. */
    private static final long FEW_BYTES = 10L << 20;

    private static final int MOST_LINES_OF_LOG = 300;

    private final Attacked service;
    private final Vitals before;
    private final Set<String> keys;

    Aftermath(Attacked service, Vitals before, Set<String> keys) {
        this.service = service;
        this.before = before;
        this.keys = keys;
    }

    void nothingIsLeftOver() throws IOException, InterruptedException {
        atMost("threads", before.threads() + FEW_THREADS, () -> {
            try {
                return Vitals.threads(service);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        atMost("open files", before.files() + FEW_FILES, () -> {
            try {
                return Vitals.files(service);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Vitals after = Vitals.of(service);
        System.out.println("After the attack: " + after);
        assertThat(after.heapBytes()).isLessThan(before.heapBytes() + FEW_BYTES);
    }

    private static void atMost(String what, long most, LongSupplier now) {
        assertThat(Await.holdsWithin(LONG, () -> now.getAsLong() <= most))
                .as("There are again at most " + most + ' ' + what)
                .isTrue();
    }

    /** By the host's own count, and by the sessions that are left. */
    void noUserWasLoggedOffBut(Set<String> askedFor) throws IOException {
        Await.until("no logoff is pending", () -> read("LogoffsPending") == 0);
        assertThat(read("LogoffsDone")).isEqualTo(askedFor.size());
        assertThat(read("LogoffsFailed")).isZero();
        Set<String> left = new HashSet<>(keys);
        left.removeAll(askedFor);
        assertThat(service.keys()).isEqualTo(left);
    }

    private long read(String attribute) {
        try {
            return (long) service.read(Attacked.HOST, attribute);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files with names and secrets, and the locks, by which another account could stop the service. */
    void otherAccountsCanOpenNoFile() throws IOException {
        try (Stream<Path> logs = Files.list(service.folder().resolve("logs"));
                Stream<Path> configuration = Files.list(service.folder().resolve("service"))) {
            List<Path> files = Stream.concat(
                            logs.filter(file -> !file.getFileName().toString().contains(".log")),
                            configuration.filter(
                                    file -> file.getFileName().toString().startsWith("users.txt")))
                    .toList();
            assertThat(files).hasSizeGreaterThan(4);
            for (Path file : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    void theLogHasNoStackTraceAndIsShort() {
        assertThat(service.printed()).isEmpty();
        assertThat(service.log()).doesNotContain("\tat ", "Error", "Exception");
        assertThat(service.log().lines().count()).isLessThan(MOST_LINES_OF_LOG);
    }

    /** Only after the end of the service, which writes the last count. */
    void theAuditFilesTellOf(long denials, int acts) throws IOException {
        assertThat(service.audit().denied(line -> true)).isEqualTo(denials);
        assertThat(service.audit().lines("ASKED"))
                .allSatisfy(line -> assertThat(line).containsEntry("user", "operator"))
                .filteredOn(line -> !line.get("operation").equals("sendMessage"))
                .hasSize(acts)
                .allSatisfy(line -> assertThat(line).containsEntry("operation", "requestLogoff"));
        assertThat(service.audit().lines("ANSWERED"))
                .filteredOn(line -> line.get("operation").equals("requestLogoff"))
                .hasSize(acts);
        for (Path file : service.audit().files()) {
            if (file.getFileName().toString().startsWith("denials")) {
                assertThat(Files.size(file)).isLessThanOrEqualTo(AuditFiles.MOST_BYTES_OF_DENIALS);
            }
        }
        Verdict verdict = JournalCheck.of(service.audit().names(), List.of());
        assertThat(verdict.findings()).isEmpty();
    }
}
