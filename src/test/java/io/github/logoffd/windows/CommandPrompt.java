package io.github.logoffd.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command processor of Windows in the folder of an unpacked distribution. */
record CommandPrompt(WineMachine machine, Path base) {

    /** Runs a batch file with that folder of the distribution first in the path. */
    WineMachine.Result batch(String folder, String... lines) {
        write(folder, lines);
        return machine.wine(base, "cmd", "/c", "run.bat");
    }

    /** The same in the window of a console, and returns what it shows. */
    WineMachine.Result console(String folder, String... lines) {
        write(folder, lines);
        return machine.console(base, "cmd /c run.bat");
    }

    private void write(String folder, String... lines) {
        try {
            Files.writeString(base.resolve("test.bat"), String.join("\r\n", lines) + "\r\n");
            Files.writeString(
                    base.resolve("run.bat"),
                    String.join(
                                    "\r\n",
                                    "@echo off",
                                    "set \"LOGOFFD_JAVA=" + WineMachine.jre() + "\"",
                                    "set \"PATH=" + WineMachine.windowsPath(base.resolve(folder)) + ";%PATH%\"",
                                    "echo on",
                                    "@test.bat")
                            + "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
