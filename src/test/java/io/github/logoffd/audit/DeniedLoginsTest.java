package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.logoffd.access.Caller;
import io.github.logoffd.testing.RecordedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed logins are recorded, and many of them do not fill the audit file. */
class DeniedLoginsTest {

    private static final int MANY = 100_000;
    private static final String REASON = "The password is wrong.";

    private final List<Denial> lines = new ArrayList<>();
    private final DeniedLogins logins = new DeniedLogins(lines::add, () -> AuditSamples.TIME);

    @Test
    void aFailedLoginIsRecordedWithTheNameAsGiven() {
        logins.denied(new Caller("http", "192.0.2.1", "Meier ", ""), REASON);

        assertThat(lines)
                .containsExactly(
                        new Denial(AuditSamples.TIME, new Caller("http", "192.0.2.1", "Meier ", ""), REASON, 1));
    }

    @Test
    void manyFromOneAddressAreAFewLinesAndACount() {
        from("192.0.2.1", MANY);
        assertThat(lines).hasSize(DeniedLogins.LINES_A_MINUTE);

        logins.endMinute();

        assertThat(lines).hasSize(DeniedLogins.LINES_A_MINUTE + 1);
        Denial last = lines.get(DeniedLogins.LINES_A_MINUTE);
        assertThat(last.caller().address()).isEqualTo("192.0.2.1");
        assertThat(last.count()).isEqualTo(MANY - DeniedLogins.LINES_A_MINUTE);
        assertThat(last.reason()).isEqualTo("99995 more from this address were denied within a minute.");
    }

    @Test
    void theLogTellsOfMany() {
        try (RecordedLog log = new RecordedLog(DeniedLogins.class)) {
            from("192.0.2.1", 7);
            from("192.0.2.2", 2);
            logins.endMinute();

            assertThat(log.lines()).containsExactly("WARN 7 requests from 192.0.2.1 were denied within a minute");
        }
    }

    @Test
    void oneAddressDoesNotHideAnother() {
        from("192.0.2.1", MANY);
        from("192.0.2.2", 1);

        assertThat(lines).last().extracting(line -> line.caller().address()).isEqualTo("192.0.2.2");
    }

    @Test
    void theNextMinuteHasLinesOfItsOwn() {
        from("192.0.2.1", DeniedLogins.LINES_A_MINUTE);
        logins.endMinute();
        assertThat(lines).hasSize(DeniedLogins.LINES_A_MINUTE);

        from("192.0.2.1", 1);

        assertThat(lines).hasSize(DeniedLogins.LINES_A_MINUTE + 1);
    }

    @Test
    void aQuietMinuteHasNoLine() {
        logins.endMinute();

        assertThat(lines).isEmpty();
    }

    @Test
    void manyAddressesShareOneCount() {
        for (int i = 0; i < MANY; i++) {
            from("2001:db8::" + Integer.toHexString(i), 1);
        }
        assertThat(lines).hasSize(DeniedLogins.ADDRESSES + DeniedLogins.LINES_A_MINUTE);

        logins.endMinute();

        assertThat(lines)
                .last()
                .extracting(line -> line.caller().address(), Denial::count, Denial::reason)
                .containsExactly("", 99_975L, "99975 more from several addresses were denied within a minute.");
    }

    @Test
    void everyLoginIsCountedOnce() {
        for (int i = 0; i < 40; i++) {
            from("192.0.2." + i, 10);
        }
        logins.endMinute();

        assertThat(lines.stream().mapToLong(Denial::count).sum()).isEqualTo(400);
    }

    @Test
    void aNameOfAnyLengthMakesNoLongLine() {
        logins.denied(new Caller("http", "192.0.2.1", "x".repeat(MANY), ""), REASON);

        assertThat(lines)
                .extracting(line -> line.caller().user().length(), Denial::count)
                .containsExactly(tuple(DeniedLogins.LONGEST_NAME, 1L));
    }

    private void from(String address, int times) {
        for (int i = 0; i < times; i++) {
            logins.denied(new Caller("http", address, "meier", ""), REASON);
        }
    }

    @Test
    void whateverWasSentALineStaysShort() {
        logins.denied(new Caller("http", "192.0.2.1", "n".repeat(10_000), "monitor"), "r".repeat(300_000));

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.caller().user()).hasSize(DeniedLogins.LONGEST_NAME);
            assertThat(line.caller().role()).isEqualTo("monitor");
            assertThat(line.reason()).hasSize(DeniedLogins.LONGEST_REASON);
        });
    }
}
