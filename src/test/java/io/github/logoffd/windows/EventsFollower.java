package io.github.logoffd.windows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Follows {@code /events}, goes by chance and comes back with the last number, and checks that no event is lost, told
 * twice or out of order.
 */
final class EventsFollower implements Runnable {

    private static final String ID = "id: ";
    private static final String MISSED = "event: logoffd.events.missed";
    private static final int LONGEST_STAY = 400;

    private final InstalledService service;
    private final CheckedRequests requests;
    private final Random random;
    private final CountDownLatch end;
    private Optional<Long> last = Optional.empty();
    private int events;
    private int connections;

    EventsFollower(InstalledService service, CheckedRequests requests, Random random, CountDownLatch end) {
        this.service = service;
        this.requests = requests;
        this.random = random;
        this.end = end;
    }

    @Override
    public void run() {
        while (end.getCount() > 0) {
            try {
                follow(1 + random.nextInt(LONGEST_STAY));
            } catch (IOException e) {
                requests.fail("The stream of events broke after " + last + ": " + e);
            }
        }
    }

    private void follow(int atMost) throws IOException {
        HttpResponse<InputStream> response = service.events(last.map(String::valueOf));
        connections++;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() != 200) {
                requests.fail("The stream of events was answered with HTTP " + response.statusCode());
                return;
            }
            int left = atMost;
            while (left > 0 && end.getCount() > 0) {
                String line = reader.readLine();
                if (line == null) {
                    requests.fail("The stream of events ended after " + last);
                    return;
                }
                left -= read(line);
            }
        }
    }

    /** Returns how many events have begun with this line. */
    private int read(String line) {
        if (line.equals(MISSED)) {
            requests.fail("Events before " + last + " were missed.");
        }
        if (!line.startsWith(ID)) {
            return 0;
        }
        long number = Long.parseLong(line.substring(ID.length()));
        if (last.isPresent() && number != last.get() + 1) {
            requests.fail("Event " + number + " came after " + last.get());
        }
        last = Optional.of(number);
        events++;
        return 1;
    }

    String figures() {
        return events + " events over " + connections + " connections";
    }
}
