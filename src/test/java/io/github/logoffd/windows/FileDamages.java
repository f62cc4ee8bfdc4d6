package io.github.logoffd.windows;

import io.github.logoffd.testing.Await;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Empties and cuts files of the running service until {@code /health} names them, and restores them. Not thread-safe.
 */
final class FileDamages {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(50);

    /** What a full disk, a crash or an editor does to a file. */
    enum Damage {
        EMPTIED {
            @Override
            String of(String text, Random random) {
                return "";
            }
        },
        CUT {
            @Override
            String of(String text, Random random) {
                List<Integer> withinLines = IntStream.range(1, text.length())
                        .filter(i -> !isLineEnd(text.charAt(i - 1)) && !isLineEnd(text.charAt(i)))
                        .boxed()
                        .toList();
                return text.substring(0, withinLines.get(random.nextInt(withinLines.size())));
            }
        };

        abstract String of(String text, Random random);

        private static boolean isLineEnd(char character) {
            return character == '\n' || character == '\r';
        }
    }

    private final InstalledService service;
    private final CheckedRequests requests;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();

    FileDamages(InstalledService service, CheckedRequests requests, Random random) {
        this.service = service;
        this.requests = requests;
        this.random = random;
    }

    /**
     * Damages each file, at the same time, and restores them all.
     *
     * @param whileDamaged runs after the service has noticed all of them, and before they are restored
     */
    void damage(Map<ServiceFile, Damage> files, Runnable whileDamaged) {
        Map<ServiceFile, String> texts = new HashMap<>();
        files.forEach((file, damage) -> {
            texts.put(file, file.text());
            file.write(damage.of(file.text(), random));
            counts.merge(what(file, damage), 1, Integer::sum);
        });
        files.forEach((file, damage) -> await("/health names " + what(file, damage), () -> isNamed(file)));
        whileDamaged.run();
        texts.forEach(ServiceFile::write);
        files.keySet().forEach(file -> await("/health no longer names " + file.name(), () -> !isNamed(file)));
    }

    private static String what(ServiceFile file, Damage damage) {
        return file.name() + ' ' + damage.name().toLowerCase(Locale.ROOT);
    }

    private boolean isNamed(ServiceFile file) {
        return service.health().contains(file.name());
    }

    private void await(String what, BooleanSupplier condition) {
        if (!Await.holdsWithin(LIMIT, STEP, condition)) {
            requests.fail("Waited in vain until " + what + '.');
        }
    }

    /** Returns how often each file was damaged in each way. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
