package io.github.logoffd.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.logoffd.support.text.VisibleText;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The patterns of both log configurations: no text of a user or a caller forges a line or hides one. */
class LogPatternTest {

    private static final String HOSTILE = "a\nb\r\nc\rd\u0085e\u2028f\u2029g\u202eh\u200bi\u001bj\ud83dk\udb40\udc41l";

    private static final String SERVICE = "service/logback.xml";
    private static final String FOREGROUND = "src/main/resources/logback.xml";

    @ParameterizedTest
    @ValueSource(strings = {SERVICE, FOREGROUND})
    void aMessageIsOneVisibleLine(String file) throws Exception {
        String text = logged(file, "logoff of " + HOSTILE, null);

        assertThat(text)
                .endsWith(" - logoff of a | b | c | d | e | f | g | h | i | j | k | l" + System.lineSeparator());
        assertThat(text.strip().codePoints()).noneMatch(VisibleText::isHidden);
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVICE, FOREGROUND})
    void namesOfPeopleStayAsTheyAre(String file) throws Exception {
        assertThat(logged(file, "CORP\\jürgen 日本 \uD83D\uDE00", null)).contains("CORP\\jürgen 日本 \uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVICE, FOREGROUND})
    void everyLineOfAStackTraceIsIndented(String file) throws Exception {
        String text = logged(file, "failed", new IllegalStateException(HOSTILE));

        assertThat(text.lines().skip(1)).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("    "));
        assertThat(text.replaceAll("[\r\n\t]", "").codePoints()).noneMatch(VisibleText::isHidden);
        assertThat(text)
                .containsOnlyOnce("IllegalStateException")
                .contains("\tat " + getClass().getName());
    }

    private static String logged(String file, String message, Throwable failure) throws Exception {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern(file));
        layout.start();
        return layout.doLayout(new LoggingEvent(
                LogPatternTest.class.getName(),
                context.getLogger(LogPatternTest.class),
                Level.ERROR,
                message,
                failure,
                new Object[0]));
    }

    private static String pattern(String file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(file).toFile())
                .getElementsByTagName("pattern")
                .item(0)
                .getTextContent();
    }
}
