package io.github.logoffd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many wrong passwords at once, while the right ones go on being right. */
final class LoginAttacks {

    private static final String VERSION = "{\"type\":\"version\"}";

    private final Attacked service;
    private final Denials denials;

    LoginAttacks(Attacked service, Denials denials) {
        this.service = service;
        this.denials = denials;
    }

    /** Guesses on one connection for the same name and for new ones; returns the status of each answer. */
    List<Integer> guess(int number, int times) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try (Wire wire = service.connect()) {
            for (int i = 0; i < times; i++) {
                String name = i % 2 == 0 ? "victim" : "name" + number + '-' + i;
                wire.send(Wire.post(Wire.user(name, "guess " + i), VERSION));
                statuses.add(denials.ofLogin(wire.answer().status()));
            }
        }
        return statuses;
    }

    /** Logs in again as a known user. */
    int rightLogin(String user) throws IOException {
        return service.ask(Wire.post(Wire.user(user, Attacked.PASSWORD), VERSION))
                .status();
    }

    /** As {@link #guess} on many connections, with right logins in between. */
    void stuff(int connections, int guessesOfEach) throws Exception {
        List<List<Integer>> statuses = Crowd.each(
                connections,
                16,
                number -> number % 4 == 0
                        ? List.of(rightLogin("operator"), rightLogin("reader"))
                        : guess(number, guessesOfEach));
        for (int i = 0; i < connections; i++) {
            if (i % 4 == 0) {
                assertThat(statuses.get(i)).containsOnly(200);
            } else {
                assertThat(statuses.get(i)).isSubsetOf(401, 429, 503);
            }
        }
    }
}
