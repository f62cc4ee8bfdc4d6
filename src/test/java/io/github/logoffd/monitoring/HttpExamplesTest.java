package io.github.logoffd.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples for PowerShell send what the examples for curl send, which {@link GuidesIT} runs. */
class HttpExamplesTest {

    private static final String POWERSHELL = "powershell";

    static Stream<String> guidesWithPowerShell() {
        return CodeBlock.guides().stream()
                .filter(guide -> CodeBlock.ofGuide(guide).stream()
                        .anyMatch(block -> block.language().equals(POWERSHELL)));
    }

    @ParameterizedTest
    @MethodSource("guidesWithPowerShell")
    void everyRequestIsTheSameInPowerShellAndWithCurl(String guide) {
        assertThat(HttpExample.ofPowerShell(text(guide, true))).isEqualTo(HttpExample.ofCurl(text(guide, false)));
    }

    @ParameterizedTest
    @MethodSource("guidesWithPowerShell")
    void powerShellComesFirst(String guide) {
        List<CodeBlock> requests = CodeBlock.ofGuide(guide).stream()
                .filter(block -> !HttpExample.ofPowerShell(String.join("\n", block.lines()))
                                .isEmpty()
                        || !HttpExample.ofCurl(String.join("\n", block.lines())).isEmpty())
                .toList();

        assertThat(requests.stream().limit(1))
                .allMatch(block -> block.language().equals(POWERSHELL));
    }

    @Test
    void theExamplesOfReadmeAreRequests() {
        assertThat(guidesWithPowerShell())
                .contains(
                        "README.md",
                        "jolokia-config/README.md",
                        "jolokia-config/prometheus/README.md",
                        "jolokia-config/nagios/README.md");
        assertThat(HttpExample.ofCurl(text("README.md", false)))
                .hasSizeGreaterThan(3)
                .allSatisfy(request -> {
                    assertThat(request.url()).startsWith("http://127.0.0.1:8778/");
                    assertThat(request.user()).isEqualTo("operator");
                });
    }

    @Test
    void aDifferenceIsFound() {
        String powerShell = "Invoke-RestMethod http://a/ -Method Post -ContentType application/json -Body '{\"a\":1}'";

        assertThat(HttpExample.ofPowerShell('(' + powerShell + ").value"))
                .isEqualTo(HttpExample.ofCurl("curl -s -H 'Content-Type: application/json' http://a/ -d '{\"a\":1}'"))
                .isNotEqualTo(HttpExample.ofCurl("curl -s -H 'Content-Type: text/json' http://a/ -d '{\"a\":1}'"))
                .isNotEqualTo(
                        HttpExample.ofCurl("curl -s -H 'Content-Type: application/json' http://b/ -d '{\"a\":1}'"))
                .isNotEqualTo(
                        HttpExample.ofCurl("curl -s -H 'Content-Type: application/json' http://a/ -d '{\"a\":2}'"))
                .isNotEqualTo(HttpExample.ofCurl("curl -s -u \"$USER_AND_PASSWORD\" http://a/ -d '{\"a\":1}'"));
    }

    private static String text(String guide, boolean powerShell) {
        return CodeBlock.ofGuide(guide).stream()
                .filter(block -> block.language().equals(POWERSHELL) == powerShell)
                .flatMap(block -> block.lines().stream())
                .collect(Collectors.joining("\n"));
    }
}
