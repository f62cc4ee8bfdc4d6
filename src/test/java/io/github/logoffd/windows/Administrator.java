package io.github.logoffd.windows;

import io.github.logoffd.windows.FileDamages.Damage;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Puts one restriction after the other in force until the end, and has the files of the service damaged while each of them is. */
final class Administrator implements Runnable {

    private final RuleChanges rules;
    private final FileDamages damages;
    private final ServiceFile configuration;
    private final ServiceFile users;
    private final CountDownLatch end;

    Administrator(
            RuleChanges rules, FileDamages damages, ServiceFile configuration, ServiceFile users, CountDownLatch end) {
        this.rules = rules;
        this.damages = damages;
        this.configuration = configuration;
        this.users = users;
        this.end = end;
    }

    @Override
    public void run() {
        Restriction[] restrictions = Restriction.values();
        for (int i = 0; end.getCount() > 0; i++) {
            Map<ServiceFile, Damage> files = i % 2 == 0
                    ? Map.of(configuration, Damage.EMPTIED, users, Damage.CUT)
                    : Map.of(configuration, Damage.CUT, users, Damage.EMPTIED);
            rules.restrict(restrictions[i % restrictions.length], () -> damages.damage(files));
        }
    }
}
