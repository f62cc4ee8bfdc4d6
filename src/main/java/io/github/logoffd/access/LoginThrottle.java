package io.github.logoffd.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who has to wait after wrong passwords.
 *
 * <p>Somebody unknown waits for two records: that of his {@link Network}, so that one machine cannot try many names, and that of the
 * name, so that many machines cannot try one name. Both are kept apart, so that many addresses cannot push the record of a name out.
 * A home, which is a name together with a network from which it has given the right password within a day, has a record of its own
 * and no part in the others: strangers cannot keep an operator out of the machine where he works, nor does a program with a stale
 * password keep others out. Loopback does not wait for the record of the name: the way in on the machine itself stays open while others attack
 * from elsewhere.
 *
 * <p>The price: while an attack from many addresses goes on, a user can hardly get in from a machine where he was not during the last
 * day (or since the start of the service), and whoever shares the network of a user can keep him waiting there, a minute at most after
 * each wrong password. A certificate is not affected. A right password ends the record of the home only: who has one account must not be able to
 * start counting again for another.
 *
 * <p>Thread-safe.
 */
final class LoginThrottle {

    /** Bounds of the memory: each entry has some hundred bytes. */
    private static final int MOST_NETWORKS = 10_000;

    private static final int MOST_NAMES = 10_000;
    private static final int MOST_HOMES_OF_A_NAME = 64;

    /** Names that nobody has share some records: their number is unlimited, and records of real names must not give way to them. */
    private static final int RECORDS_OF_UNKNOWN_NAMES = 64;

    private static final Duration HOME_KEPT = Duration.ofDays(1);

    private final LongSupplier nanoTime;
    private final Failures<Network> networks;
    private final Failures<String> names;

    /** By name, and in it by network, when the right password was given last; the latest is last. */
    private final Map<String, Map<Network, Long>> homes = new LinkedHashMap<>();

    /** Only of homes, so that it is as bounded as those. */
    private final Failures<Home> ofHomes;

    private record Home(String name, Network network) {}

    LoginThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        networks = new Failures<>(MOST_NETWORKS, nanoTime);
        names = new Failures<>(MOST_NAMES, nanoTime);
        ofHomes = new Failures<>(MOST_NAMES, nanoTime);
    }

    /** Returns how long a user has to wait from here, zero when he need not. */
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

    private boolean isHome(String name, Network network) {
        return Optional.ofNullable(homes.getOrDefault(name, Map.of()).get(network))
                .map(last -> Duration.ofNanos(nanoTime.getAsLong() - last))
                .filter(age -> age.compareTo(HOME_KEPT) < 0)
                .isPresent();
    }

    /** No name has a colon in it. */
    private static String record(String name, boolean known) {
        return known ? name : ":" + Math.floorMod(name.hashCode(), RECORDS_OF_UNKNOWN_NAMES);
    }
}
