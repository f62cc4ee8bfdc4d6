package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.StandIn;
import io.github.logoffd.windows.ChurnedHost.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * One service that watches four hosts, with the people of these hosts, with clients and with an administrator, until
 * all of them come to rest.
 */
final class EnduranceRun {

    /** Longer than the longest pause before a host that failed is asked again. */
    static final Duration LONG = Duration.ofSeconds(90);

    private static final int CALM_IN_A_ROW = 20;
    /** Chance decides which events a short run has: it goes on until it has had each. */
    private static final Duration LONGEST_EXTENSION = Duration.ofMinutes(3);

    private static final Duration STEP = Duration.ofSeconds(1);

    private static final int CLIENTS = 4;
    private static final int BULK_CLIENTS = 3;
    private static final int WORKERS_OF_A_HOST = 16;
    private static final String CROWD = "TS03";
    /** So that a request for all of them lasts longer than any single call. */
    private static final List<String> SLOW_ACTS =
            List.of("hang\tfunction=WTSSendMessageW\tmillis=400", "hang\tfunction=WTSLogoffSession\tmillis=400");

    private final StandIn standIn;
    private final InstalledService service;
    private final CheckedRequests requests;
    private final Random random;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Instant firstLogon =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(8));
    private final AtomicLong logons = new AtomicLong();
    private final ChurnedHost local = new ChurnedHost("", places(2, 9), List.of(), this::nextLogonTime);
    private final ChurnedHost second = new ChurnedHost("TS02", places(2, 9), List.of(), this::nextLogonTime);
    private final ChurnedHost virtual =
            new ChurnedHost("RDVH01", placesInVirtualMachines(), List.of(), this::nextLogonTime);
    /**
     * More people than a host is asked for at once, so that rules can change in the middle of a request for all of
     * them.
     */
    private final ChurnedHost crowd = new ChurnedHost(CROWD, places(2, 49), SLOW_ACTS, this::nextLogonTime);

    private final List<ChurnedHost> all = List.of(local, second, virtual, crowd);
    private final CallsFile calls;
    private final Churn churn;
    private final EventsFollower follower;
    private final Gauges gauges;
    private final ServiceFile configuration;
    private final ServiceFile users;
    private final RuleChanges rules;
    private final FileDamages damages;
    private final List<BulkClient> bulkClients;
    private Map<String, ChurnedHost> hosts = Map.of();
    private List<StandInCall> accepted = List.of();
    private long listingsBefore;

    /** Prepares everything; nothing is installed yet. */
    EnduranceRun(WineMachine machine, Path folder, long seed) {
        standIn = new StandIn(machine.standInFolder());
        service = InstalledService.unpack(machine, folder);
        requests = new CheckedRequests(service);
        random = new Random(seed);
        calls = new CallsFile(machine.standInFolder());
        CallsFile callsForChurn = new CallsFile(machine.standInFolder());
        churn = new Churn(all, standIn, callsForChurn, anotherRandom(), end);
        follower = new EventsFollower(service, requests, anotherRandom(), end);
        gauges = new Gauges(requests, end);
        configuration = new ServiceFile(service.data().resolve("config/logoffd.properties"));
        users = new ServiceFile(service.data().resolve("config/users.txt"));
        rules = new RuleChanges(configuration, auditFile().resolveSibling("service.jsonl"), requests);
        damages = new FileDamages(service, requests, anotherRandom());
        bulkClients = IntStream.range(0, BULK_CLIENTS)
                .mapToObj(i -> new BulkClient(CROWD, requests, anotherRandom(), end))
                .toList();
    }

    Path auditFile() {
        return service.data().resolve("logs/audit.jsonl");
    }

    /** Installs the service and starts it, while nothing happens yet. */
    void start() {
        all.forEach(host -> host.play(standIn, List.of()));
        install();
        hosts = Map.of(service.host(), local, "TS02", second, "RDVH01", virtual, CROWD, crowd);
        listingsBefore = standIn.listings();
    }

    private void install() {
        service.configure(
                "hosts=TS02, TS03, RDVH01 vm=true",
                "host.timeout=2s",
                "refresh.interval=200ms",
                "logoff.timeout=5s",
                "request.idsKept=1m",
                "history.maxBytes.acts=10737418240",
                "guard.protectedAccounts=*\\" + ChurnedHost.PROTECTED,
                Restriction.ACTING_OFF.usualLine(),
                Restriction.DRY_RUN.usualLine(),
                Restriction.LOW_LIMIT.usualLine(),
                "limit.logoffsPerMinute=0",
                "limit.logoffsPerHour=0",
                "limit.allLogoffsPerHour=0");
        WineMachine.Result install = service.install("--no-archive");
        assertThat(install.exitCode()).as(install.output()).isZero();
        service.awaitHealth();
    }

    private static List<Place> places(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Place::own).toList();
    }

    /** Some of the host's own, and some whose ids are those of others. */
    private static List<Place> placesInVirtualMachines() {
        List<Place> places = new ArrayList<>(places(2, 4));
        for (long id = 1; id <= 3; id++) {
            places.add(new Place(70_000 + id, id, "VM-A"));
            places.add(new Place(80_000 + id, id, "VM-B"));
        }
        return places;
    }

    private Instant nextLogonTime() {
        return firstLogon.plusMillis(logons.incrementAndGet());
    }

    private Random anotherRandom() {
        return new Random(random.nextLong());
    }

    /** Lets all clients run for this time, then waits until no request is in progress. */
    void endure(Duration length) throws InterruptedException, ExecutionException {
        fillThreadPools();
        runAll(length);
        calmDown();
        accepted = calls.next().stream().filter(StandInCall::isAccepted).toList();
    }

    /** The threads of bulk requests stay once there were any. */
    private void fillThreadPools() {
        hosts.keySet()
                .forEach(host -> IntStream.range(0, WORKERS_OF_A_HOST)
                        .forEach(i -> requests.exec(hostBean(host), "sendMessageToAll", "", "Hello")));
    }

    private List<Runnable> tasks() {
        List<String> names = hosts.keySet().stream().sorted().toList();
        List<Runnable> tasks = new ArrayList<>(List.of(churn, follower, gauges));
        tasks.add(new Administrator(rules, damages, configuration, users, bulkClients, end));
        tasks.add(new TimedClient(requests, names, anotherRandom(), end));
        IntStream.range(0, CLIENTS)
                .mapToObj(i -> new BusyClient("client" + i, requests, rules, names, anotherRandom(), end))
                .forEach(tasks::add);
        tasks.addAll(bulkClients);
        return tasks;
    }

    private void runAll(Duration length) throws InterruptedException, ExecutionException {
        List<Runnable> tasks = tasks();
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        List<? extends Future<?>> running = tasks.stream().map(threads::submit).toList();
        BooleanSupplier oneHasEnded = () -> running.stream().anyMatch(Future::isDone);
        boolean endedEarly = Await.holdsWithin(length, oneHasEnded) || endsBeforeEveryEvent(oneHasEnded);
        end.countDown();
        threads.shutdown();
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(endedEarly).as("A thread ended before the time was over").isFalse();
    }

    /**
     * Attributes are read one after the other, so one look can miss what goes on. Whether it was in vain is for the
     * test to say.
     */
    private void calmDown() {
        churn.calm();
        AtomicInteger calmInARow = new AtomicInteger();
        boolean unused = Await.holdsWithin(LONG, () -> {
            churn.settle();
            boolean calm = hosts.keySet().stream().allMatch(this::isCalm);
            return calmInARow.updateAndGet(before -> calm ? before + 1 : 0) >= CALM_IN_A_ROW;
        });
    }

    /** A service that refuses to answer is not calm either. */
    private boolean isCalm(String host) {
        return Boolean.TRUE.equals(service.read(hostBean(host), "Reachable"))
                && Long.valueOf(0).equals(service.read(hostBean(host), "LogoffsPending"))
                && users(host).equals(hosts.get(host).people())
                && sessions(host).stream()
                        .allMatch(session -> session.get("LogoffState").equals("NONE"));
    }

    /** Returns what Windows has accepted, in its order. */
    List<StandInCall> accepted() {
        return accepted;
    }

    /** Returns the key of the logon that a call has hit. */
    String keyOf(StandInCall call) {
        String host = call.server().isEmpty() ? service.host() : call.server();
        return host + ':' + call.session() + ':' + call.logon();
    }

    /** Returns the names of the hosts as the service shows them, and who is there. */
    Map<String, ChurnedHost> hosts() {
        return hosts;
    }

    InstalledService service() {
        return service;
    }

    CheckedRequests requests() {
        return requests;
    }

    Gauges gauges() {
        return gauges;
    }

    RuleChanges rules() {
        return rules;
    }

    /** Returns how often each thing took place that an administrator, an accident or a clock does to the service. */
    private boolean endsBeforeEveryEvent(BooleanSupplier oneHasEnded) {
        boolean unused =
                Await.holdsWithin(LONGEST_EXTENSION, STEP, () -> oneHasEnded.getAsBoolean() || hasHadEveryEvent());
        return oneHasEnded.getAsBoolean();
    }

    private boolean hasHadEveryEvent() {
        return events().values().stream().allMatch(times -> times > 0);
    }

    Map<String, Integer> events() {
        Map<String, Integer> events = new TreeMap<>(damages.counts());
        events.put("clocks set", churn.clockJumps());
        for (Restriction each : Restriction.values()) {
            events.put(each + " in force", rules.count(each));
            if (each.forbidsAll()) {
                events.put(
                        "requests for many cut by " + each,
                        bulkClients.stream()
                                .mapToInt(client -> client.cutBy(each))
                                .sum());
            }
        }
        return events;
    }

    String figures() {
        long logoffs = accepted.stream().filter(StandInCall::isLogoff).count();
        return requests.figures() + "; " + follower.figures() + "; " + logoffs + " logoffs and "
                + (accepted.size() - logoffs) + " other acts accepted by Windows; "
                + (standIn.listings() - listingsBefore) + " listings; " + churn.figures() + "; events " + events()
                + "; least in the second quarter " + gauges.least(2) + ", in the last " + gauges.least(4)
                + ", at rest " + gauges.now();
    }

    List<JSONObject> sessions(String host) {
        return ((JSONArray) service.read(hostBean(host), "Sessions"))
                .stream().map(JSONObject.class::cast).toList();
    }

    /** Returns who is there as the service shows it, in the words of {@link ChurnedHost#people}. */
    Set<String> users(String host) {
        return sessions(host).stream()
                .filter(session -> session.get("Kind").equals("USER"))
                .map(session -> session.get("UniqueId") + " " + session.get("UserName") + ' ' + session.get("LogonTime")
                        + ' ' + session.get("State"))
                .collect(Collectors.toSet());
    }

    static String hostBean(String host) {
        return "logoffd:type=SessionHost,host=" + host;
    }
}
