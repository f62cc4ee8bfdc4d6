package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How passwords are stored. */
class PasswordHashTest {

    private static final String SALT = "AAECAwQFBgcICQoLDA0ODw==";
    private static final String ANY_HASH = "A".repeat(86) + "==";

    private static final String OF_ANOTHER_IMPLEMENTATION =
            "1a0bcf9ebec86fae436113544ce816263e0c085550785259954a6028cb5d1fc1"
                    + "56b55681e25c9267821c70f187a4b7771c7b9835bea35ca8c2e65f0a3d417d93";

    @Test
    void aPasswordMatchesItsHashAndNoOther() {
        PasswordHash hash = PasswordHash.of("correct horse battery");

        assertThat(hash.matches("correct horse battery")).isTrue();
        assertThat(hash.matches("correct horse batterz")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void theTextFormKeepsEverything() {
        PasswordHash hash = PasswordHash.of("pässwörd with € in it");

        PasswordHash read = PasswordHash.parse(hash.text()).orElseThrow();

        assertThat(read.text()).isEqualTo(hash.text()).startsWith("pbkdf2-sha512:210000:");
        assertThat(read.matches("pässwörd with € in it")).isTrue();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(PasswordHash.of("the same password").text())
                .isNotEqualTo(PasswordHash.of("the same password").text());
    }

    /** Computed by another implementation: Python's hashlib.pbkdf2_hmac. */
    @Test
    void theHashIsThatOfTheStandard() {
        byte[] expected = HexFormat.of().parseHex(OF_ANOTHER_IMPLEMENTATION);
        String text = "pbkdf2-sha512:100000:" + SALT + ':' + Base64.getEncoder().encodeToString(expected);

        assertThat(PasswordHash.parse(text).orElseThrow().matches("zoë.o'neill"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "certificate",
                "pbkdf2-sha512:99999:" + SALT + ":A",
                "pbkdf2-sha256:210000:" + SALT + ":A",
                "pbkdf2-sha512:099999:" + SALT,
                "secret password"
            })
    void whatIsNoHashIsRefused(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 5_000_000})
    void theLeastAndTheMostIterationsAreTaken(int iterations) {
        assertThat(PasswordHash.parse("pbkdf2-sha512:" + iterations + ':' + SALT + ':' + ANY_HASH))
                .hasValueSatisfying(hash -> assertThat(hash.iterations()).isEqualTo(iterations));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "5000001", "9999999", "-210000", "0210000", "99999999999"})
    void aNumberOfIterationsOutOfBoundsIsRefused(String iterations) {
        assertThat(PasswordHash.parse("pbkdf2-sha512:" + iterations + ':' + SALT + ':' + ANY_HASH))
                .isEmpty();
    }

    @Test
    void itsTextInLogsHoldsNeitherSaltNorHash() {
        PasswordHash hash = PasswordHash.ofNobody(210_000);

        assertThat(hash).hasToString("pbkdf2-sha512:210000");
        assertThat(PasswordHash.parse(hash.text())).isPresent();
    }

    @Test
    void theVersionOfACredentialShowsNothingOfIt() {
        CredentialVersion version = new CredentialVersion(ANY_HASH);

        assertThat(version).hasToString("proof").isEqualTo(new CredentialVersion(ANY_HASH));
        assertThat(version).hasSameHashCodeAs(new CredentialVersion(ANY_HASH));
        assertThat(version)
                .isNotEqualTo(new CredentialVersion(""))
                .doesNotHaveSameHashCodeAs(new CredentialVersion(""));
    }
}
