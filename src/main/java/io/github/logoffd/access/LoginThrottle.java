package io.github.logoffd.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Throttles authentication after wrong passwords.
 *
 * <p>An unknown client is delayed by two records: that of its {@link Network}, so that one machine cannot try many
 * names, and that of the user name, so that many machines cannot try one name. The two are stored separately, so that
 * many addresses cannot evict the record of a name. A home, a name together with a network from which the right
 * password was given within a day, has a record of its own and does not share the others: strangers cannot lock
 * operators out of their usual machines, and a program with a stale password does not lock out other clients. Loopback
 * is not delayed by the record of the name: access from the machine itself stays open during an attack from elsewhere.
 *
 * <p>The cost: during an attack from many addresses, users can hardly authenticate from a machine that they have not
 * used within the last day (or since service startup), and clients in a user's network can delay that user there, by a
 * minute at most after each wrong password. Client certificates are not affected. A right password clears the record of
 * the home only: the owner of one account must not be able to reset the count of another.
 *
 * <p>Thread-safe.
 */
final class LoginThrottle {

    /** Memory bounds: each entry takes some hundred bytes. */
    private static final int MOST_NETWORKS = 10_000;

    private static final int MOST_NAMES = 10_000;
    private static final int MOST_HOMES_OF_A_NAME = 64;

    /** Unknown names share some records: their number is unlimited, and they must not evict records of real names. */
    private static final int RECORDS_OF_UNKNOWN_NAMES = 64;

    private static final Duration HOME_KEPT = Duration.ofDays(1);

    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final Failures<Network> networks;

    @GuardedBy("this")
    private final Failures<String> names;

    /** By name and then by network: the time of the last right password; the latest is last. */
    @GuardedBy("this")
    private final Map<String, Map<Network, Long>> homes = new LinkedHashMap<>();

    /** Has entries for homes only, so that it has the same bound. */
    @GuardedBy("this")
    private final Failures<Home> ofHomes;

    private record Home(String name, Network network) {}

    LoginThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        networks = new Failures<>(MOST_NETWORKS, nanoTime);
        names = new Failures<>(MOST_NAMES, nanoTime);
        ofHomes = new Failures<>(MOST_NAMES, nanoTime);
    }

    /** Returns how long a user has to wait at this address, zero when not at all. */
    synchronized Duration pause(String name, boolean known, Network network) {
        if (isHome(name, network)) {
            return ofHomes.pause(new Home(name, network));
        }
        Duration ofNetwork = networks.pause(network);
        Duration ofName = network.isLoopback() ? Duration.ZERO : names.pause(record(name, known));
        return ofNetwork.compareTo(ofName) > 0 ? ofNetwork : ofName;
    }

    synchronized void failed(String name, boolean known, Network network) {
        if (isHome(name, network)) {
            ofHomes.add(new Home(name, network));
        } else {
            networks.add(network);
            names.add(record(name, known));
        }
    }

    synchronized void succeeded(String name, Network network) {
        ofHomes.forget(new Home(name, network));
        Map<Network, Long> ofName = homes.computeIfAbsent(name, any -> new LinkedHashMap<>());
        ofName.remove(network);
        ofName.put(network, nanoTime.getAsLong());
        if (ofName.size() > MOST_HOMES_OF_A_NAME) {
            ofName.remove(ofName.keySet().iterator().next());
        }
    }

    @GuardedBy("this")
    private boolean isHome(String name, Network network) {
        return Optional.ofNullable(homes.getOrDefault(name, Map.of()).get(network))
                .map(last -> Duration.ofNanos(nanoTime.getAsLong() - last))
                .filter(age -> age.compareTo(HOME_KEPT) < 0)
                .isPresent();
    }

    /** User names contain no colon. */
    private static String record(String name, boolean known) {
        return known ? name : ":" + Math.floorMod(name.hashCode(), RECORDS_OF_UNKNOWN_NAMES);
    }
}
