package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.session.SessionState;
import io.github.logoffd.testing.StandIn;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names with letters of other languages, in the window of a console with this code page and in the files that programs
 * there read.
 */
@ExtendWith(WineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class CodePageIT {

    private Path base;
    private CommandPrompt prompt;

    @BeforeAll
    void play(WineMachine wine, @TempDir Path folder) {
        base = InstalledService.unpack(wine, folder.resolve("here")).base();
        prompt = new CommandPrompt(wine, base);
        Instant logon = Instant.now();
        new StandIn(wine.standInFolder())
                .play(
                        Rows.host(
                                Rows.user(1, "console", SessionState.ACTIVE, "admin", logon, 0),
                                Rows.user(2, "RDP-Tcp#2", SessionState.ACTIVE, "Jörg", logon, 1),
                                Rows.user(3, "RDP-Tcp#3", SessionState.ACTIVE, "Łucja", logon, 1),
                                Rows.user(4, "RDP-Tcp#4", SessionState.ACTIVE, "Иван", logon, 1)),
                        List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "850, IBM850, Jörg ?ucja ????",
        "866, IBM866, J?rg ?ucja Иван",
        "65001, UTF-8, Jörg Łucja Иван",
    })
    void theWindowAndAFileShowWhatTheCodePageHasAndNothingElse(int codePage, String charset, String names)
            throws IOException {
        String window = prompt.console("commands", "chcp " + codePage, "query user", "query user >users.txt")
                .output();

        assertThat(window).contains(names.split(" "));
        assertThat(Files.readString(base.resolve("users.txt"), Charset.forName(charset)))
                .contains(names.split(" "))
                .doesNotContain("\uFFFD");
    }

    @Test
    void jsonIsUtf8WhateverTheCodePage() throws IOException {
        prompt.console("commands", "chcp 850", "query user /json >users.txt");

        assertThat(Files.readString(base.resolve("users.txt"))).contains("Jörg", "Łucja", "Иван");
    }
}
