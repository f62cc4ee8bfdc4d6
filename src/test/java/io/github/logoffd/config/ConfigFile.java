package io.github.logoffd.config;

import io.github.logoffd.support.ProblemsException;
import io.github.logoffd.testing.TestAuthority;
import io.github.logoffd.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file in a folder of its own, and the problems found in it. */
abstract class ConfigFile {

    @TempDir
    Path folder;

    @BeforeEach
    void jolokiaFiles() throws IOException {
        for (String name : List.of("../jolokia-config", "conf/other", "jolokia-config")) {
            Path directory =
                    Files.createDirectories(folder.resolve("conf").resolve(name).normalize());
            Files.writeString(directory.resolve("jolokia.properties"), "maxDepth=" + name.length() + "\n");
            Files.writeString(directory.resolve("jolokia-access.xml"), "<restrict/>");
        }
        Path other = Files.createDirectories(folder.resolve("conf/other"));
        Files.writeString(other.resolve("jolokia.properties"), "maxDepth=3\n");
        Files.writeString(other.resolve("jolokia-access.xml"), "<restrict/>");
    }

    void writeKeyMaterial() throws Exception {
        TestAuthority authority = new TestAuthority("CN=Test CA");
        TestKey key = authority.issue("CN=rds01");
        Files.writeString(folder.resolve("conf/server.pem"), key.chainPem());
        Files.writeString(folder.resolve("conf/key.pem"), key.encryptedKeyPem("secret"));
        Files.writeString(folder.resolve("conf/password"), "secret");
        Files.writeString(folder.resolve("conf/ca.pem"), TestKey.pem(authority.certificate()));
    }

    ServiceConfig read(String text) throws IOException, ProblemsException {
        Path file = folder.resolve("conf/logoffd.properties");
        Files.writeString(file, text + '\n');
        return ConfigReader.read(file);
    }

    String problemsOf(String text) {
        try {
            read(text);
        } catch (ProblemsException e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("No problem was found in: " + text);
    }
}
