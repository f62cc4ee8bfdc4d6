package io.github.logoffd.windows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * A client that reads sessions and does by chance whatever can be done to one, often to one that it read some time ago.
 * It checks that what is answered fits what was asked.
 */
final class BusyClient implements Runnable {

    private static final int LONGEST_PAUSE_MILLIS = 40;
    private static final int SESSIONS_REMEMBERED = 150;
    private static final int LONGEST_GRACE_SECONDS = 5;
    private static final Set<String> ACTED = Set.of("ACCEPTED", "DONE", "PENDING");
    /** What is answered again to the same request id. */
    private static final Set<String> FINAL = Set.of("ACCEPTED", "DONE", "PENDING", "GONE");

    private static final List<String> STATES = List.of("", "ACTIVE", "DISCONNECTED", "ACTIVE,DISCONNECTED");

    /** A session as this client has read it. */
    private record Seen(String host, String key, long uniqueId, String account) {

        String bean() {
            return "logoffd:type=Session,host=" + host + ",id=" + uniqueId;
        }

        String hostBean() {
            return BusyClient.hostBean(host);
        }
    }

    private final String name;
    private final CheckedRequests requests;
    private final RuleChanges rules;
    private final List<String> hosts;
    private final Random random;
    private final CountDownLatch end;
    private final List<Seen> remembered = new ArrayList<>();
    private final List<Consumer<Seen>> actions = new ArrayList<>();
    private int requestIds;

    BusyClient(
            String name,
            CheckedRequests requests,
            RuleChanges rules,
            List<String> hosts,
            Random random,
            CountDownLatch end) {
        this.name = name;
        this.requests = requests;
        this.rules = rules;
        this.hosts = hosts;
        this.random = random;
        this.end = end;
        often(25, this::requestLogoff);
        often(8, session -> logoff(session, random.nextBoolean()));
        often(6, this::logoffById);
        often(10, this::warn);
        often(6, session -> requests.exec(session.bean(), "disconnect", random.nextInt(20) == 0));
        often(8, session -> requests.exec(session.bean(), "sendMessage", "Title", "Please save – 日本"));
        often(6, session -> requests.execIfPossible(session.bean(), "processes"));
        often(4, session -> requests.exec(session.hostBean(), "logoffDisconnected", 0, 2, false));
        often(2, session -> requests.exec(session.hostBean(), "sendMessageToAll", "", "Hello"));
        often(2, session -> requests.exec(session.hostBean(), "refresh"));
        often(15, session -> requests.read(session.bean(), "Key"));
        often(4, this::askWrongly);
    }

    private void often(int weight, Consumer<Seen> action) {
        for (int i = 0; i < weight; i++) {
            actions.add(action);
        }
    }

    @Override
    public void run() {
        try {
            while (!end.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                List<Seen> now = look(pick(hosts));
                List<Seen> from = random.nextInt(3) == 0 ? remembered : now;
                if (!from.isEmpty()) {
                    pick(actions).accept(pick(from));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<Seen> look(String host) {
        List<Seen> users = requests.read(hostBean(host), "Sessions").map(JSONArray.class::cast).stream()
                .flatMap(List::stream)
                .map(JSONObject.class::cast)
                .filter(session -> !session.get("UserName").equals("") || random.nextInt(20) == 0)
                .map(session -> new Seen(host, (String) session.get("Key"), (long) session.get("UniqueId"), (String)
                        session.get("Account")))
                .toList();
        remember(users);
        return users;
    }

    /** One of each look, so that what is remembered goes back for many seconds, in which ids pass on. */
    private void remember(List<Seen> users) {
        if (!users.isEmpty()) {
            remembered.add(pick(users));
        }
        if (remembered.size() > SESSIONS_REMEMBERED) {
            remembered.remove(0);
        }
    }

    private static String hostBean(String host) {
        return "logoffd:type=SessionHost,host=" + host;
    }

    private void requestLogoff(Seen session) {
        boolean wrongUser = random.nextInt(10) == 0;
        boolean dryRun = random.nextInt(5) == 0;
        requestIds++;
        Object[] arguments = {
            session.key(),
            wrongUser ? "nobody" : pick(List.of("", session.account())),
            pick(STATES),
            0,
            random.nextInt(4) == 0 ? "" : name + '-' + requestIds,
            "endurance",
            dryRun
        };
        Instant sent = Instant.now();
        Optional<JSONObject> answer = answer(session, "requestLogoff", arguments);
        answer.ifPresent(each -> {
            checkDryRun(dryRun, sent, each);
            checkRequested(session, wrongUser, each);
        });
        if (random.nextInt(4) == 0 && !arguments[4].equals("")) {
            Optional<JSONObject> again = answer(session, "requestLogoff", arguments);
            demand(
                    answer.filter(BusyClient::usesTheIdUp).isEmpty() || again.equals(answer),
                    "The repeated request was answered " + again + " and the first " + answer);
        }
    }

    private static boolean usesTheIdUp(JSONObject answer) {
        return FINAL.contains((String) answer.get("Outcome"))
                && answer.get("DryRun").equals(false);
    }

    /** What was not asked for as a dry run is one by the rules only. */
    private void checkDryRun(boolean asked, Instant sent, JSONObject answer) {
        boolean byTheRules = answer.get("DryRun").equals(true) && rules.canBeDryRunSince(sent);
        demand(answer.get("DryRun").equals(asked) || byTheRules, "DryRun is not " + asked + " in " + answer);
    }

    private void checkRequested(Seen session, boolean wrongUser, JSONObject answer) {
        if (ACTED.contains((String) answer.get("Outcome"))) {
            demand(
                    answer.get("Session").equals(session.key())
                            && answer.get("Account").equals(session.account()),
                    "Asked for " + session + " and answered " + answer);
            demand(!wrongUser, "Asked for another user than that of " + session + " and answered " + answer);
        }
    }

    private Optional<JSONObject> answer(Seen session, String operation, Object... arguments) {
        return requests.exec(session.hostBean(), operation, arguments).map(JSONObject.class::cast);
    }

    private void logoff(Seen session, boolean wait) {
        requests.exec(session.bean(), "logoff", wait)
                .map(JSONObject.class::cast)
                .ifPresent(answer -> demand(
                        answer.get("Host").equals(session.host())
                                && answer.get("Session")
                                        .toString()
                                        .startsWith(session.host() + ':' + session.uniqueId() + ':'),
                        "Asked for the logoff of " + session.bean() + " and answered " + answer));
    }

    private void logoffById(Seen session) {
        requests.exec(session.hostBean(), "logoffSession", Long.toString(session.uniqueId()), false);
    }

    /** Sometimes for so long that the id belongs to another logon when the time is over. */
    private void warn(Seen session) {
        requests.exec(session.bean(), "warnAndLogoff", "Please save.", 1 + random.nextInt(LONGEST_GRACE_SECONDS));
        if (random.nextInt(3) == 0) {
            requests.exec(session.bean(), "cancelLogoff");
        }
    }

    private void askWrongly(Seen session) {
        switch (random.nextInt(4)) {
            case 0 -> requests.execWrongly(session.hostBean(), "logoffDisconnected", 0, 0, false);
            case 1 -> requests.execWrongly(session.hostBean(), "logoffSession", " ", false);
            case 2 ->
                requests.execWrongly(session.hostBean(), "requestLogoff", session.key(), "", "AWAY", 0, "", "", false);
            default ->
                requests.execWrongly(
                        session.hostBean(), "requestLogoff", "ELSEWHERE" + session.key(), "", "", 0, "", "", false);
        }
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            requests.fail(otherwise);
        }
    }
}
