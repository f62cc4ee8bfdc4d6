package io.github.logoffd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;

/** What lies beside the zip, and what in it says where its parts come from. */
class ReleaseFilesIT {

    private static final Path ZIP = Path.of(System.getProperty("logoffd.windows.zip"));
    private static final Path SBOM = Path.of(
            System.getProperty("logoffd.build.directory"),
            "logoffd-" + System.getProperty("logoffd.version") + ".cdx.json");
    private static final Path MSI = Path.of(System.getProperty("logoffd.windows.msi"));
    private static final String BASE = "logoffd-" + System.getProperty("logoffd.version") + '/';

    @Test
    void eachFileHasItsChecksum() throws Exception {
        for (Path file : Files.exists(MSI) ? List.of(ZIP, SBOM, MSI) : List.of(ZIP, SBOM)) {
            assertThat(Files.readString(Path.of(file + ".sha256")).strip())
                    .isEqualTo(sha256(Files.readAllBytes(file)) + " *" + file.getFileName());
        }
    }

    private static String sha256(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void theListOfComponentsHasEachLibraryWithItsVersionAndLicence() throws Exception {
        Map<?, ?> sbom = (Map<?, ?>) new JSONParser().parse(Files.readString(SBOM));
        List<? extends Map<?, ?>> components = ((List<?>) sbom.get("components"))
                .stream().map(component -> (Map<?, ?>) component).toList();

        assertThat(sbom.get("bomFormat")).isEqualTo("CycloneDX");
        assertThat(((Map<?, ?>) ((Map<?, ?>) sbom.get("metadata")).get("component")).get("version"))
                .isEqualTo(System.getProperty("logoffd.version"));
        assertThat(components.stream()
                        .map(each -> each.get("group") + ":" + each.get("name") + ':' + each.get("version")))
                .containsExactlyInAnyOrderElementsOf(DependenciesTest.librariesWithVersions());
        for (MatchResult row : LicencesTest.rows()) {
            assertThat(components)
                    .filteredOn(each -> row.group(1).equals(each.get("group") + ":" + each.get("name")))
                    .singleElement()
                    .satisfies(each -> assertThat(String.valueOf(each.get("licenses")))
                            .as(row.group(1))
                            .contains(row.group(2).replaceFirst(" .*", "")));
        }
    }

    @Test
    void theZipHasTheLicencesAndTheListOfComponents() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile());
                Stream<Path> licences = Files.list(LicencesTest.FOLDER)) {
            for (Path licence : licences.toList()) {
                assertThat(content(zip, "licences/" + licence.getFileName())).isEqualTo(Files.readAllBytes(licence));
            }
            assertThat(content(zip, "sbom.cdx.json")).isEqualTo(Files.readAllBytes(SBOM));
        }
    }

    /** The time and the order are what two builds of the same source differ in first. */
    @Test
    void allTimesInTheZipAreTheOneOfTheBuild() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getLastModifiedTime).distinct())
                    .hasSize(1);
        }
    }

    private static byte[] content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(BASE + name);
        assertThat(entry).as(name).isNotNull();
        return zip.getInputStream(entry).readAllBytes();
    }
}
