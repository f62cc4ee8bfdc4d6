package io.github.logoffd.windows;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.SceneSession;
import io.github.logoffd.testing.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The people of one session host, who come and go without end. Ids are few, so each passes from one logon to the next
 * all the time; as on Windows it is free for a while in between. Not thread-safe.
 */
final class ChurnedHost {

    /** How long the host has been seen without an id before another logon gets it. */
    static final Duration IDS_REST = Duration.ofMillis(1500);

    /** The user whom the rules of the service protect from logoffs. */
    static final String PROTECTED = "emil";

    private static final List<String> PEOPLE = List.of("anna", "bernd", "carla", "dora", PROTECTED, "zoë");
    private static final Instant CONSOLE_LOGON = Instant.parse("2026-03-01T08:00:00Z");

    /**
     * Where a session can be.
     *
     * @param uniqueId what Windows and the service call it by
     * @param id its id inside its machine
     * @param machine the virtual machine, {@code ""} for the host itself
     */
    record Place(long uniqueId, long id, String machine) {

        static Place own(long id) {
            return new Place(id, id, "");
        }
    }

    /**
     * A user who is here.
     *
     * @param disconnected since when by the clock of the host, empty while connected
     */
    private record Logon(String user, Instant time, Optional<Instant> disconnected) {

        SessionState state() {
            return disconnected.isPresent() ? SessionState.DISCONNECTED : SessionState.ACTIVE;
        }

        Logon in(Optional<Instant> change) {
            return new Logon(user, time, change);
        }
    }

    private final String server;
    private final List<Place> places;
    private final List<String> usualRules;
    private final Supplier<Instant> logonTimes;
    private final Map<Place, Logon> present = new LinkedHashMap<>();
    /** Since when the host has been seen without them. */
    private final Map<Place, Long> free = new HashMap<>();

    private final Map<Place, Integer> logons = new HashMap<>();
    private Duration clockAhead = Duration.ZERO;

    /**
     * Creates a host without users.
     *
     * @param server its name, {@code ""} for the local host
     * @param usualRules how its calls are at all times
     * @param logonTimes a new time for each logon
     */
    ChurnedHost(String server, List<Place> places, List<String> usualRules, Supplier<Instant> logonTimes) {
        this.server = server;
        this.places = places;
        this.usualRules = usualRules;
        this.logonTimes = logonTimes;
    }

    String server() {
        return server;
    }

    boolean isLocal() {
        return server.isEmpty();
    }

    /** Does what an accepted call did; nothing when that logon has left already. */
    void apply(StandInCall call) {
        places.stream()
                .filter(place -> place.uniqueId() == call.session() && present.containsKey(place))
                .filter(place -> present.get(place).time().equals(call.logon()))
                .forEach(place -> apply(call, place));
    }

    private void apply(StandInCall call, Place place) {
        if (call.isLogoff()) {
            present.remove(place);
        } else if (call.isDisconnect()) {
            present.replace(place, present.get(place).in(Optional.of(hostTime())));
        }
    }

    private Instant hostTime() {
        return Instant.now().plus(clockAhead);
    }

    /** Sets the clock of the host, of its virtual machines too. Times that were taken by the clock before stay. */
    void setClock(Duration ahead) {
        clockAhead = ahead;
    }

    Duration clockAhead() {
        return clockAhead;
    }

    /** Lets something happen to some of the places. */
    void live(Random random) {
        for (Place place : places) {
            int chance = random.nextInt(100);
            if (!present.containsKey(place)) {
                if (chance < 45 && hasRested(place)) {
                    logOn(place, random);
                }
            } else if (chance < 4) {
                present.remove(place);
            } else if (chance < 16) {
                present.computeIfPresent(
                        place,
                        (key, logon) -> logon.in(
                                logon.disconnected().isPresent() ? Optional.empty() : Optional.of(hostTime())));
            }
        }
    }

    private boolean hasRested(Place place) {
        Long since = free.get(place);
        return since != null && System.nanoTime() - since >= IDS_REST.toNanos();
    }

    private void logOn(Place place, Random random) {
        free.remove(place);
        logons.merge(place, 1, Integer::sum);
        Optional<Instant> disconnected = random.nextInt(3) == 0 ? Optional.of(hostTime()) : Optional.empty();
        present.put(place, new Logon(PEOPLE.get(random.nextInt(PEOPLE.size())), logonTimes.get(), disconnected));
    }

    /** Shows this host to the service, with rules about what fails. */
    void play(StandIn standIn, List<String> rules) {
        List<SceneSession> own = new ArrayList<>(List.of(
                Rows.nobody(0, "services", SessionState.DISCONNECTED),
                Rows.user(1, "console", SessionState.ACTIVE, "karl", CONSOLE_LOGON, 0),
                Rows.nobody(65536, "rdp-tcp", SessionState.LISTEN)));
        List<String> lines = new ArrayList<>(rules);
        lines.addAll(usualRules);
        lines.add("clock\toffset=" + clockAhead.toMillis());
        present.forEach((place, logon) -> {
            if (place.machine().isEmpty()) {
                own.add(row(place, logon));
            } else {
                lines.add(StandIn.guest(row(place, logon), place.uniqueId(), place.machine(), "FARM"));
            }
        });
        if (isLocal()) {
            standIn.play(own, List.of(), lines.toArray(String[]::new));
        } else {
            standIn.playOn(server, own, lines.toArray(String[]::new));
        }
        long now = System.nanoTime();
        places.stream().filter(place -> !present.containsKey(place)).forEach(place -> free.putIfAbsent(place, now));
    }

    private static SceneSession row(Place place, Logon logon) {
        return logon.disconnected()
                .map(since -> Rows.disconnected(place.id(), logon.user(), logon.time(), since))
                .orElseGet(() -> Rows.active(place.id(), "RDP-Tcp#" + place.id(), logon.user(), logon.time()));
    }

    /** Returns who is here: unique id, user, logon time and state. */
    Set<String> people() {
        return present.entrySet().stream()
                .map(entry -> entry.getKey().uniqueId() + " " + entry.getValue().user() + ' '
                        + entry.getValue().time() + ' ' + entry.getValue().state())
                .collect(Collectors.toSet());
    }

    /** Returns how many logons got an id that an earlier logon had. */
    int idsReused() {
        return logons.values().stream().mapToInt(count -> count - 1).sum();
    }
}
