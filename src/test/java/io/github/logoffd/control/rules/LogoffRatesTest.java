package io.github.logoffd.control.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Caller;
import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.Outcome;
import io.github.logoffd.control.request.PastRequests;
import io.github.logoffd.control.request.Step;
import io.github.logoffd.control.rules.LogoffRates.Asker;
import io.github.logoffd.testing.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Windows that slide, and who counts for which. */
class LogoffRatesTest {

    private static final Asker ANN = new Asker("ann", "HOST1", 10);
    private static final Asker BEN = new Asker("ben", "HOST1", 10);
    private static final Asker ANN_ELSEWHERE = new Asker("ann", "HOST2", 4);

    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");

    private final NanoClock nanoTime = new NanoClock();
    private final AtomicReference<RateLimits> limits = new AtomicReference<>();
    private final LogoffRates rates = new LogoffRates(limits::get, nanoTime);

    private void limit(int perMinute, int perHour, int allPerMinute, int allPerHour, int percent) {
        limits.set(new RateLimits(perMinute, perHour, allPerMinute, allPerHour, percent));
    }

    private void assertCounted(Asker asker, int logoffs) {
        for (int i = 0; i < logoffs; i++) {
            assertThat(rates.count(asker)).isEqualTo(Step.next());
        }
    }

    private void assertTooMany(Asker asker, int logoffs, String key) {
        Step.Ended refused = refused(rates.reserve(asker, logoffs));
        assertThat(refused.message()).startsWith(key + " in logoffd.properties");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED_LIMIT);
    }

    private static Step.Ended refused(Step step) {
        assertThat(step).isInstanceOf(Step.Refused.class);
        return (Step.Ended) step;
    }

    @Test
    void theMinuteSlides() {
        limit(2, 0, 0, 0, 0);
        assertCounted(ANN, 1);
        nanoTime.advance(Duration.ofSeconds(40));
        assertCounted(ANN, 1);
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");

        nanoTime.advance(Duration.ofSeconds(20));
        assertCounted(ANN, 1);
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");
    }

    @Test
    void theHourSlides() {
        limit(0, 3, 0, 0, 0);
        assertCounted(ANN, 3);
        nanoTime.advance(Duration.ofHours(1).minusNanos(1));
        assertTooMany(ANN, 1, "limit.logoffsPerHour");

        nanoTime.advance(Duration.ofNanos(1));
        assertCounted(ANN, 3);
    }

    @Test
    void theSentenceTellsLimitNumberAndWish() {
        limit(5, 0, 0, 0, 0);
        assertCounted(ANN, 3);

        assertThat(refused(rates.reserve(ANN, 3)).message())
                .isEqualTo("limit.logoffsPerMinute in logoffd.properties allows one user or address 5 logoffs in a"
                        + " minute; there were 3, so 3 more would be too many and nothing was done.");
    }

    @Test
    void oneDoesNotUseUpTheLimitOfAnother() {
        limit(1, 0, 0, 0, 0);
        assertCounted(ANN, 1);

        assertTooMany(ANN_ELSEWHERE, 1, "limit.logoffsPerMinute");
        assertCounted(BEN, 1);
    }

    @Test
    void allTogetherHaveALimitOverAllHosts() {
        limit(0, 0, 2, 3, 0);
        assertCounted(BEN, 1);
        assertCounted(ANN_ELSEWHERE, 1);
        assertTooMany(ANN, 1, "limit.allLogoffsPerMinute");

        nanoTime.advance(Duration.ofMinutes(1));
        assertCounted(ANN, 1);
        assertTooMany(BEN, 1, "limit.allLogoffsPerHour");
    }

    @Test
    void manyAreReservedAsAWholeOrNotAtAll() {
        limit(5, 0, 0, 0, 0);
        assertTooMany(ANN, 6, "limit.logoffsPerMinute");
        assertThat(rates.reserve(ANN, 5)).isEqualTo(Step.next());
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");
    }

    @Test
    void whatIsReservedAndNotUsedIsGivenBack() {
        limit(5, 0, 0, 0, 0);
        assertThat(rates.reserve(ANN, 5)).isEqualTo(Step.next());
        rates.giveBack(ANN, 2);
        assertCounted(ANN, 2);
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");

        rates.giveBack(BEN, 5);
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");
    }

    @Test
    void whatIsReservedCountsWhenItIsUsedAndStaysReservedUntilThen() {
        limit(2, 0, 0, 0, 0);
        assertThat(rates.reserve(ANN, 2)).isEqualTo(Step.next());
        nanoTime.advance(Duration.ofMinutes(2));
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");

        assertThat(rates.countReserved(ANN)).isEqualTo(Step.next());
        assertThat(rates.countReserved(ANN)).isEqualTo(Step.next());
        nanoTime.advance(Duration.ofSeconds(59));
        assertTooMany(ANN, 1, "limit.logoffsPerMinute");
        nanoTime.advance(Duration.ofSeconds(1));
        assertCounted(ANN, 2);
    }

    @Test
    void whatIsReservedIsUsedWithinTheLimitOfThatMoment() {
        limit(5, 0, 0, 0, 0);
        assertThat(rates.reserve(ANN, 4)).isEqualTo(Step.next());
        assertThat(rates.countReserved(ANN)).isEqualTo(Step.next());
        limit(2, 0, 0, 0, 0);

        assertThat(rates.countReserved(ANN)).isEqualTo(Step.next());
        assertThat(refused(rates.countReserved(ANN)).message())
                .isEqualTo("limit.logoffsPerMinute in logoffd.properties allows one user or address 2 logoffs in a"
                        + " minute; there were 2, so 1 more would be too many and nothing was done.");
    }

    @Test
    void oneDoesNotReserveTheLimitOfAnother() {
        limit(1, 0, 0, 0, 0);
        assertThat(rates.reserve(ANN, 1)).isEqualTo(Step.next());

        assertTooMany(ANN_ELSEWHERE, 1, "limit.logoffsPerMinute");
        assertCounted(BEN, 1);
    }

    @Test
    void noLogoffIsWithinALimitThatIsExceededAlready() {
        limit(2, 0, 0, 0, 0);
        assertCounted(ANN, 2);
        limit(1, 0, 0, 0, 0);

        assertThat(rates.reserve(ANN, 0)).isEqualTo(Step.next());
    }

    @Test
    void lookingCountsNothing() {
        limit(1, 0, 0, 0, 0);
        assertThat(rates.refusal(ANN, 1)).isEqualTo(Step.next());
        assertThat(rates.refusal(ANN, 1)).isEqualTo(Step.next());
        assertThat(rates.refusal(ANN, 2)).isInstanceOf(Step.Refused.class);
    }

    @Test
    void aShareOfTheUsersOfOneHostMayGoInAnHour() {
        limit(0, 0, 0, 0, 50);
        assertCounted(ANN, 3);
        assertCounted(new Asker("ben", "HOST1", 7), 2);

        assertThat(refused(rates.count(new Asker("ben", "HOST1", 5))).message())
                .isEqualTo("limit.percentOfUsers in logoffd.properties allows in an hour the logoff of 50 percent of"
                        + " the 10 users of HOST1, which is 5; there were 5, so 1 more would be too many and nothing"
                        + " was done.");
        assertCounted(ANN_ELSEWHERE, 2);
        assertTooMany(ANN_ELSEWHERE, 1, "limit.percentOfUsers");
    }

    @Test
    void theShareIsOfTheUsersOfThisHourOnly() {
        limit(0, 0, 0, 0, 50);
        assertCounted(new Asker("ann", "HOST1", 100), 1);
        nanoTime.advance(Duration.ofHours(1));

        assertTooMany(new Asker("ann", "HOST1", 10), 6, "limit.percentOfUsers");
    }

    @Test
    void aShareOfFewUsersAllowsOne() {
        limit(0, 0, 0, 0, 10);
        Asker lonely = new Asker("ann", "HOST3", 1);
        assertCounted(lonely, 1);
        assertTooMany(lonely, 1, "limit.percentOfUsers");
    }

    @Test
    void withoutALimitAnythingGoesAndNothingIsKeptForEver() {
        limit(0, 0, 0, 0, 0);
        assertCounted(ANN, 150_000);
        limit(0, 10_000, 0, 0, 0);
        assertTooMany(ANN, 1, "limit.logoffsPerHour");

        nanoTime.advance(Duration.ofHours(1));
        assertCounted(ANN, 10_000);
    }

    @Test
    void aNewLimitCountsWhatWasBefore() {
        limit(0, 0, 0, 0, 0);
        assertCounted(ANN, 3);
        limit(3, 0, 0, 0, 0);

        assertTooMany(ANN, 1, "limit.logoffsPerMinute");
    }

    @Test
    void logoffsOfAnEarlierRunCountUntilTheyAreOld() {
        limit(0, 2, 0, 0, 0);
        rates.countEarlier(past(
                Optional.empty(),
                earlier("ann", "logoff", Outcome.DONE, Duration.ofMinutes(50)),
                earlier("ann", "logoffAll", Outcome.PENDING, Duration.ofMinutes(59))));
        assertTooMany(ANN, 1, "limit.logoffsPerHour");
        assertCounted(BEN, 2);

        nanoTime.advance(Duration.ofMinutes(1));
        assertCounted(ANN, 1);
        assertTooMany(ANN, 1, "limit.logoffsPerHour");
    }

    @Test
    void aLogoffOfATimeThatIsStillToComeCountsForAnHour() {
        limit(0, 1, 0, 0, 0);
        rates.countEarlier(past(Optional.empty(), earlier("ann", "logoff", Outcome.DONE, Duration.ofDays(-30))));
        nanoTime.advance(Duration.ofHours(1).minusNanos(1));
        assertTooMany(ANN, 1, "limit.logoffsPerHour");

        nanoTime.advance(Duration.ofNanos(1));
        assertCounted(ANN, 1);
    }

    @Test
    void onlyWhatMayHaveEndedASessionCounts() {
        limit(0, 1, 0, 0, 0);
        rates.countEarlier(past(
                Optional.empty(),
                earlier("ann", "disconnect", Outcome.DONE, Duration.ZERO),
                earlier("ann", "logoff", Outcome.REFUSED_USER, Duration.ZERO),
                earlier("ann", "logoff", Outcome.GONE, Duration.ZERO),
                earlier("ann", "warnAndLogoff", Outcome.WARNED, Duration.ZERO)));

        assertCounted(ANN, 1);
    }

    @Test
    void whenLogoffsMayBeMissingEveryLimitIsUsedUpForAnHour() {
        limit(0, 0, 0, 100, 0);
        rates.countEarlier(past(Optional.of("The audit file cannot be read.")));

        assertThat(refused(rates.count(ANN)).message())
                .isEqualTo("The audit file cannot be read. So limit.allLogoffsPerHour in logoffd.properties counts as"
                        + " used up for an hour from the startup of the service; nothing was done.");
        assertThat(rates.problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("The audit file cannot be read. The limits of logoffs"));
        limit(0, 0, 0, 0, 0);
        assertThat(rates.problem()).as("no limit is set").isEmpty();
        assertCounted(ANN, 1);

        limit(0, 0, 0, 100, 0);
        nanoTime.advance(Duration.ofHours(1));
        assertThat(rates.problem()).isEmpty();
        assertCounted(ANN, 1);
    }

    private static PastRequests past(Optional<String> gap, AuditRecord... earlier) {
        return new PastRequests(NOW, List.of(earlier), List.of(), gap);
    }

    private static AuditRecord earlier(String user, String operation, Outcome outcome, Duration age) {
        AuditRecord.Intent intent = new AuditRecord.Intent(
                new Caller("http", "192.0.2.1", user, "operator"), operation, "", "", false, "HOST1", "KEY", 3, "");
        boolean acted = outcome == Outcome.DONE || outcome == Outcome.PENDING;
        return new AuditRecord(
                NOW.minus(age),
                "run-0",
                AuditRecord.Phase.ANSWERED,
                intent,
                Optional.of(intent.answer(outcome, 0, "", 1)),
                "",
                acted);
    }
}
