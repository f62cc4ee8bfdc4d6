package io.github.logoffd.monitoring;

import java.awt.EventQueue;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * JConsole's own panel of one connection, in a window that fills the screen, worked by lines on standard input: an
 * order and its words, divided by tabs. Each order is answered by lines of the same form and one with a full stop. The
 * program runs in a JVM of its own, with JConsole's class path and a screen.
 *
 * <p>Arguments are the address, the user and whether JConsole is to begin with TLS as it does by itself, {@code tls} or
 * {@code plain}. The password is in the environment.
 */
final class JConsoleProgram {

    static final String PASSWORD = "LOGOFFD_PASSWORD";
    static final String END_OF_ANSWER = ".";

    /** The exit code when this JDK's JConsole is another one than the one that is known here. */
    static final int UNKNOWN_JCONSOLE = 3;

    private final PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final MBeansPage page;

    private JConsoleProgram(MBeansPage page) {
        this.page = page;
    }

    public static void main(String[] arguments) throws Exception {
        // Swing would keep the JVM.
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> exit(thrown, 1));
        JConsolePanel panel;
        try {
            panel = JConsolePanel.of(arguments[0], arguments[1], System.getenv(PASSWORD));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            exit(e, UNKNOWN_JCONSOLE);
            return;
        }
        MBeansPage page = new MBeansPage(panel.show(screen()));
        panel.connect(arguments[2].equals("tls"));
        page.waitForConnection();
        new JConsoleProgram(page).answerOrders();
        System.exit(0);
    }

    private static void exit(Throwable thrown, int code) {
        thrown.printStackTrace();
        System.exit(code);
    }

    private static Rectangle screen() {
        return new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
    }

    private void answerOrders() throws Exception {
        answers.println(END_OF_ANSWER);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split("\t", -1);
            for (List<String> row : answer(words[0], Arrays.asList(words).subList(1, words.length))) {
                answers.println(String.join("\t", row).replace('\n', ' '));
            }
            answers.println(END_OF_ANSWER);
        }
    }

    private List<List<String>> answer(String order, List<String> words) throws Exception {
        return switch (order) {
            case "open" -> page.open(words);
            case "rows" -> page.rows();
            case "press" -> page.press(words.get(0));
            case "call" -> page.call(words.get(0), words.subList(1, words.size()));
            case "dialog" -> page.dialog();
            case "close" -> page.closeDialog();
            case "picture" -> picture(Path.of(words.get(0)));
            default -> throw new IllegalArgumentException("There is no order " + order + '.');
        };
    }

    private static List<List<String>> picture(Path file) throws Exception {
        EventQueue.invokeAndWait(() -> {});
        Robot robot = new Robot();
        robot.waitForIdle();
        BufferedImage image = robot.createScreenCapture(screen());
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("This JDK cannot write PNG files.");
        }
        return List.of();
    }
}
