package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets how many of the places that users share. */
class UserSharesTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "16,8"})
    void oneUserGetsHalfOfThem(int places, int share) {
        UserShares shares = new UserShares(places);

        assertThat(take(shares, "ann", Role.OPERATOR, places)).hasSize(share);
        assertThat(take(shares, "ben", Role.OPERATOR, places)).hasSize(Math.min(share, places - share));
    }

    @Test
    void monitorsLeaveAQuarterToOperators() {
        UserShares shares = new UserShares(16);

        int taken = IntStream.range(0, 20)
                .map(i -> take(shares, "monitor" + i, Role.MONITOR, 1).size())
                .sum();

        assertThat(taken).isEqualTo(12);
        assertThat(take(shares, "ann", Role.OPERATOR, 16)).hasSize(4);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        UserShares shares = new UserShares(2);
        UserShares.Place place = shares.take("ann", Role.OPERATOR).orElseThrow();
        assertThat(shares.take("ben", Role.MONITOR)).isPresent();
        place.close();
        place.close();

        assertThat(shares.take("ann", Role.OPERATOR)).isPresent();
        assertThat(shares.take("cid", Role.OPERATOR)).as("all are taken").isEmpty();
    }

    private static List<UserShares.Place> take(UserShares shares, String user, Role role, int times) {
        List<UserShares.Place> taken = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            shares.take(user, role).ifPresent(taken::add);
        }
        return taken;
    }
}
