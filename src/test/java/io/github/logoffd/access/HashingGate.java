package io.github.logoffd.access;

import java.time.Duration;

/** A limit that a test opens and closes by hand, and that counts. */
final class HashingGate extends HashingLimit {

    boolean open = true;
    int entered;
    int left;
    Runnable beforeHashing = () -> {};

    HashingGate() {
        super(1, Duration.ZERO);
    }

    @Override
    boolean enter() {
        if (open) {
            entered++;
            beforeHashing.run();
        }
        return open;
    }

    @Override
    void leave() {
        left++;
    }
}
