package io.github.logoffd.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which connections are closed, and when, while the server waits for their clients. */
class WaitingConnectionsTest {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final NanoClock nanoTime = new NanoClock();
    private final WaitingConnections waiting = new WaitingConnections(ANSWER, nanoTime);

    private static final class Connection implements WaitingConnections.Client {

        private boolean ofUser;
        private boolean open = true;
        private boolean broken;

        @Override
        public boolean isOfUser() {
            return ofUser;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close(Throwable cause) {
            open = false;
            if (broken) {
                throw new IllegalStateException("as the test wants");
            }
        }
    }

    @Test
    void aClientThatSaysNothingIsClosedAfterHalfAMinute() {
        Connection silent = connect();

        assertThat(isClosedAfter(silent, WaitingConnections.FOR_NOTHING)).isTrue();
    }

    @Test
    void headersHaveTenSecondsFromTheFirstByteHoweverSlowlyTheyDrip() {
        Connection dripping = connect();
        pass(Duration.ofSeconds(29));
        for (int i = 0; i < 10; i++) {
            waiting.received(dripping, 1);
            assertThat(dripping.open).isTrue();
            pass(Duration.ofSeconds(1));
        }

        assertThat(dripping.open).isFalse();
    }

    @Test
    void aBodyHasItsOwnTimeThatBytesDoNotProlong() {
        Connection half = connect();
        waiting.received(half, 100);
        waiting.noLonger(half);
        waiting.forBody(half);
        pass(Duration.ofSeconds(29));
        waiting.received(half, 1);
        assertThat(half.open).isTrue();

        pass(Duration.ofSeconds(1));

        assertThat(half.open).isFalse();
    }

    @Test
    void anAnswerHasItsTimeAndBytesOfTheNextRequestDoNotShortenIt() {
        Connection slow = connect();
        waiting.forReader(slow);
        waiting.received(slow, 10);
        pass(Duration.ofSeconds(19));
        assertThat(slow.open).isTrue();

        pass(Duration.ofSeconds(1));

        assertThat(slow.open).isFalse();
    }

    @Test
    void aRequestThatIsCarriedOutHasAllTime() {
        Connection served = connect();
        waiting.received(served, 100);
        waiting.noLonger(served);

        pass(Duration.ofHours(1));

        assertThat(served.open).isTrue();
    }

    @Test
    void beyondTheLimitTheOneThatHasWaitedLongestIsClosedWhateverItHasSentSince() {
        List<Connection> half = connectHalf(WaitingConnections.MOST_STRANGERS);
        waiting.received(half.get(0), 1);
        assertThat(half).allMatch(each -> each.open);

        connectHalf(2);

        assertThat(half.get(0).open).isFalse();
        assertThat(half.get(1).open).isFalse();
        assertThat(half.get(2).open).isTrue();
    }

    /** Otherwise what was sent long ago and is read late would displace those that have just come. */
    @Test
    void aFirstByteDoesNotMakeAConnectionNewer() {
        Connection old = connect();
        Connection reader = connect();
        waiting.received(old, 1);
        connectHalf(WaitingConnections.MOST_STRANGERS - 1);

        assertThat(old.open).isFalse();
        assertThat(reader.open).isTrue();
    }

    @Test
    void halfRequestsHoldNoMoreThanTheirBytes() {
        int each = 1 << 20;
        List<Connection> half = connectHalf(9);
        half.forEach(connection -> waiting.received(connection, each));

        assertThat(half.stream().filter(connection -> connection.open))
                .hasSizeLessThan(9)
                .hasSizeGreaterThan(6);
        assertThat(half.get(0).open).isFalse();
        assertThat(half.get(8).open).isTrue();
    }

    @Test
    void bytesAreGivenBackWhenARequestIsComplete() {
        Connection busy = connect();
        for (int i = 0; i < 100; i++) {
            waiting.received(busy, 1 << 20);
            waiting.noLonger(busy);
            waiting.forRequest(busy);
        }

        assertThat(busy.open).isTrue();
    }

    @Test
    void halfRequestsDoNotDisplaceTheIdleConnectionsOfUsers() {
        Connection user = connect();
        user.ofUser = true;
        waiting.forRequest(user);

        connectHalf(3 * WaitingConnections.MOST_STRANGERS);

        assertThat(user.open).isTrue();
    }

    @Test
    void aUserWhoseRequestIsBegunCountsAsTheNewestOfAll() {
        Connection user = connect();
        user.ofUser = true;
        waiting.forRequest(user);
        connectHalf(WaitingConnections.MOST_STRANGERS);
        waiting.received(user, 1);

        connectHalf(WaitingConnections.MOST_STRANGERS - 1);
        assertThat(user.open).isTrue();

        connectHalf(1);
        assertThat(user.open).isFalse();
    }

    @Test
    void idleConnectionsOfUsersAreLimitedToo() {
        List<Connection> idle = IntStream.rangeClosed(0, WaitingConnections.MOST_USERS)
                .mapToObj(i -> {
                    Connection user = new Connection();
                    user.ofUser = true;
                    waiting.forRequest(user);
                    return user;
                })
                .toList();

        assertThat(idle.get(0).open).isFalse();
        assertThat(idle.get(1).open).isTrue();
    }

    @Test
    void aConnectionThatIsGoneTakesNoPlace() {
        Connection gone = connect();
        gone.open = false;
        waiting.noLonger(gone);
        waiting.forRequest(gone);
        List<Connection> others = connectHalf(WaitingConnections.MOST_STRANGERS);

        assertThat(others).allMatch(each -> each.open);
    }

    @Test
    void aConnectionThatFailsWhileItIsClosedKeepsNoOtherFromBeingClosed() {
        Connection broken = connect();
        broken.broken = true;
        Connection other = connect();

        pass(WaitingConnections.FOR_NOTHING);

        assertThat(broken.open).isFalse();
        assertThat(other.open).isFalse();
    }

    private Connection connect() {
        Connection connection = new Connection();
        waiting.forRequest(connection);
        return connection;
    }

    private List<Connection> connectHalf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Connection half = connect();
                    waiting.received(half, 1);
                    return half;
                })
                .toList();
    }

    private boolean isClosedAfter(Connection connection, Duration duration) {
        pass(duration.minusMillis(1));
        assertThat(connection.open).isTrue();
        pass(Duration.ofMillis(1));
        return !connection.open;
    }

    private void pass(Duration duration) {
        nanoTime.advance(duration);
        waiting.closeOverdue();
    }
}
