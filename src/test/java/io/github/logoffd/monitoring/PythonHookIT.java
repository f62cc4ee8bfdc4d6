package io.github.logoffd.monitoring;

import java.nio.file.Path;
import java.util.List;

/** The hook for Python without libraries. */
class PythonHookIT extends HookContract {

    @Override
    List<String> hook() {
        return List.of(
                "/usr/bin/python3",
                Path.of("jolokia-config/hooks/warn_and_logoff.py")
                        .toAbsolutePath()
                        .toString());
    }
}
