package io.github.logoffd.monitoring;

import java.nio.file.Path;
import java.util.List;

/** The hook for shells with curl and jq. */
class ShellHookIT extends HookContract {

    @Override
    List<String> hook() {
        return List.of(
                "sh",
                Path.of("jolokia-config/hooks/warn-and-logoff.sh")
                        .toAbsolutePath()
                        .toString());
    }
}
