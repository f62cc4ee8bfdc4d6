package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as README and its guide show it, with the scene of the guides. {@code -Dlogoffd.update=true} writes the
 * images anew; otherwise they are only compared in size, since every image has another time of day.
 */
class ConsoleGuideIT {

    private static final Path IMAGES = Path.of("service/console");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final long MOST_BYTES = 150_000;

    @TempDir
    private Path folder;

    @Test
    void theImagesOfTheGuideShowTheConsoleOfTheScene() throws IOException {
        Browser.installed();
        try (RunningService service = RunningService.demo(folder.resolve("service"));
                Browser browser = Browser.start(folder)) {
            browser.look(WIDTH, HEIGHT, "light");
            browser.open(service.uri("/console/").toString());
            browser.type("//input[@name='username']", "operator");
            browser.type("//input[@name='password']", service.password("operator"));
            browser.click("//form//button");
            browser.text("//tbody[contains(.,'anna.berg') and contains(.,'j.smith')]");
            warn(service);
            browser.text("//tbody//tr[contains(@class,'WARNED')]");
            // The pointer is on no row.
            browser.click("//h1");
            image(browser, "list.png");

            browser.click("//tbody/tr[contains(.,'renée.dubois')]//button[contains(@class,'link')]");
            browser.text("//aside//ol/li[2]");
            browser.show("//aside//ol/li[2]");
            image(browser, "session.png");

            browser.click("//aside//button[contains(@class,'close')]");
            browser.click("//tbody/tr[contains(.,'m.svensson')]//button[contains(@class,'act logoff')]");
            browser.type("//dialog//input[@name='reason']", "INC-4711, away for five hours");
            browser.click("//dialog//button[.='Dry run']");
            browser.text("//dialog//div[contains(@class,'outcome')][contains(.,'Dry run')]");
            image(browser, "logoff.png");
        }
    }

    private static void warn(RunningService service) {
        service.jolokia(
                "operator",
                Map.of(
                        "type",
                        "exec",
                        "mbean",
                        "logoffd:type=SessionHost,host=" + RunningService.HOST,
                        "operation",
                        "requestWarning",
                        "arguments",
                        List.of(
                                service.sessionOf("renée.dubois").orElseThrow().get("Key"),
                                "This host restarts at noon. Please save your work.",
                                600)));
    }

    private void image(Browser browser, String name) throws IOException {
        Path file = browser.picture(folder.resolve(name));
        BufferedImage now = ImageIO.read(file.toFile());
        assertThat(now.getWidth()).isEqualTo(WIDTH);
        assertThat(now.getHeight()).isEqualTo(HEIGHT);
        Path kept = IMAGES.resolve(name);
        if (Boolean.getBoolean("logoffd.update")) {
            Files.createDirectories(IMAGES);
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(kept)
                .isRegularFile()
                .satisfies(image -> assertThat(Files.size(image)).isLessThan(MOST_BYTES));
        BufferedImage shown = Optional.ofNullable(ImageIO.read(kept.toFile())).orElseThrow();
        assertThat(shown.getWidth()).isEqualTo(WIDTH);
        assertThat(shown.getHeight()).isEqualTo(HEIGHT);
    }
}
