package io.github.logoffd.host.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.logoffd.host.windows.WtsLayout.Client;
import io.github.logoffd.host.windows.WtsLayout.ClientAddress;
import io.github.logoffd.host.windows.WtsLayout.InfoEx;
import io.github.logoffd.host.windows.WtsLayout.ProcessInfoEx;
import io.github.logoffd.host.windows.WtsLayout.SessionInfo;
import io.github.logoffd.host.windows.WtsLayout.SessionInfo1;
import io.github.logoffd.session.ClientProtocol;
import io.github.logoffd.session.SessionState;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares our numbers with WinPR's header, an independent source. Needs gcc and libwinpr2-dev. */
class WtsLayoutTest {

    private static final Path PROGRAM = Path.of("src/test/c/layout.c");
    private static final String INCLUDE = "/usr/include/winpr2";

    /** What the program in the repository leaves out: lengths of text fields, and a few more constants. */
    private static final String MORE = """
            #include <stdio.h>
            #include <winpr/wtsapi.h>
            #define CHARS(type, field) \\
                printf("chars." #type "." #field "=%zu\\n", sizeof(((type *)0)->field) / sizeof(WCHAR))
            #define CONSTANT(name) printf("const." #name "=%lld\\n", (long long)(name))
            int main(void) {
                CHARS(WTSINFOEX_LEVEL1_W, WinStationName);
                CHARS(WTSINFOEX_LEVEL1_W, UserName);
                CHARS(WTSINFOEX_LEVEL1_W, DomainName);
                CHARS(WTSCLIENTW, ClientName);
                CHARS(WTSCLIENTW, WorkDirectory);
                CHARS(WTSCLIENTW, InitialProgram);
                CONSTANT(WTS_CURRENT_SESSION);
                CONSTANT(WTS_ANY_SESSION);
                CONSTANT(WTS_PROTOCOL_TYPE_CONSOLE);
                CONSTANT(WTS_PROTOCOL_TYPE_ICA);
                CONSTANT(WTS_PROTOCOL_TYPE_RDP);
                return 0;
            }
            """;

    private static final Map<Class<?>, String> STRUCTURES = Map.of(
            SessionInfo1.class, "WTS_SESSION_INFO_1W",
            SessionInfo.class, "WTS_SESSION_INFOW",
            Client.class, "WTSCLIENTW",
            ClientAddress.class, "WTS_CLIENT_ADDRESS",
            ProcessInfoEx.class, "WTS_PROCESS_INFO_EXW");

    /** Numbers that no header of a Linux machine can know: Windows' own address families, and bytes inside a field. */
    private static final List<String> OUT_OF_REACH =
            List.of("ClientAddress.AF_INET", "ClientAddress.AF_INET6", "ClientAddress.IP");

    private static final Map<String, Long> HEADER = new TreeMap<>();

    @BeforeAll
    static void readHeader(@TempDir Path folder) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/gcc")) || !Files.isDirectory(Path.of(INCLUDE))) {
            String reason = "gcc or " + INCLUDE + " is missing (Debian: gcc, libwinpr2-dev)";
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        }
        Path more = Files.writeString(folder.resolve("more.c"), MORE);
        read(compile(PROGRAM, folder.resolve("layout")));
        read(compile(more, folder.resolve("more")));
    }

    private static Path compile(Path source, Path program) throws Exception {
        run("/usr/bin/gcc", "-std=c11", "-I" + INCLUDE, "-o", program.toString(), source.toString());
        return program;
    }

    private static void read(Path program) throws Exception {
        for (String line : run(program.toString()).lines().toList()) {
            int equals = line.indexOf('=');
            HEADER.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    static List<String> layoutConstants() {
        return Arrays.stream(WtsLayout.class.getDeclaredClasses())
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                // Tools that measure coverage add fields of their own.
                .filter(field -> !field.isSynthetic())
                .map(field -> field.getDeclaringClass().getSimpleName() + '.' + field.getName())
                .filter(name -> !OUT_OF_REACH.contains(name))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("layoutConstants")
    void aNumberOfTheLayoutIsThatOfTheHeader(String name) throws Exception {
        Class<?> type = Class.forName(WtsLayout.class.getName() + '$' + name.replaceFirst("\\..*", ""));
        String field = name.replaceFirst(".*\\.", "");

        assertThat(valueOf(type, field)).isEqualTo(type == InfoEx.class ? infoEx(field) : plain(type, field));
    }

    @Test
    void everyStructureOfTheLayoutIsCompared() {
        assertThat(layoutConstants()).hasSizeGreaterThan(50);
        assertThat(WtsLayout.class.getDeclaredClasses()).hasSize(STRUCTURES.size() + 1);
    }

    private static long plain(Class<?> type, String field) {
        String structure = STRUCTURES.get(type);
        if (type == ClientAddress.class && field.equals("FAMILY")) {
            return header(structure + ".AddressFamily");
        }
        if (field.equals("SIZE")) {
            return header("sizeof." + structure);
        }
        if (field.equals("PATH_CHARS")) {
            assertThat(header("chars.WTSCLIENTW.WorkDirectory")).isEqualTo(header("chars.WTSCLIENTW.InitialProgram"));
            return header("chars.WTSCLIENTW.WorkDirectory");
        }
        return field.endsWith("_CHARS")
                ? header("chars." + structure + '.' + field.replaceFirst("_CHARS$", ""))
                : header(structure + '.' + field);
    }

    /** Our offsets count from the start of the outer structure. */
    private static long infoEx(String field) {
        return switch (field) {
            case "SIZE" -> header("sizeof.WTSINFOEXW");
            case "LEVEL", "DATA" -> header("WTSINFOEXW." + field);
            default ->
                field.endsWith("_CHARS")
                        ? header("chars.WTSINFOEX_LEVEL1_W." + field.replaceFirst("_CHARS$", ""))
                        : header("WTSINFOEXW.DATA") + header("WTSINFOEX_LEVEL1_W." + field);
        };
    }

    /** Compares names without case, underscores and the prefix of pointers. */
    private static long header(String name) {
        List<Long> found = HEADER.entrySet().stream()
                .filter(entry -> plainName(entry.getKey()).equals(plainName(name)))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(found).as(name + " among " + HEADER.keySet()).hasSize(1);
        return found.get(0);
    }

    private static String plainName(String name) {
        return name.replaceFirst("\\.p(?=[A-Z])", ".").replace("_", "").toUpperCase(Locale.ROOT);
    }

    static List<String> apiConstants() {
        return Arrays.stream(Wtsapi32.class.getDeclaredFields())
                .filter(field -> field.getType() == int.class)
                .map(Field::getName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("apiConstants")
    void aConstantOfTheApiIsThatOfTheHeader(String name) throws Exception {
        int ours = (int) valueOf(Wtsapi32.class, name);

        assertThat(ours).isEqualTo(HEADER.get("const." + name).intValue());
    }

    @Test
    void everyStateHasItsNumberOfTheHeader() {
        Map<String, Long> ours = Arrays.stream(SessionState.values())
                .filter(state -> state != SessionState.UNKNOWN)
                .collect(
                        Collectors.toMap(state -> plainName("const.WTS" + state.name()), state -> (long) state.code()));

        assertThat(ours)
                .hasSize(10)
                .allSatisfy((name, code) -> assertThat(header(name)).isEqualTo(code));
    }

    @Test
    void everyProtocolHasItsNumberOfTheHeader() {
        assertThat(ClientProtocol.of((int) header("const.WTS_PROTOCOL_TYPE_CONSOLE")))
                .isEqualTo(ClientProtocol.CONSOLE);
        assertThat(ClientProtocol.of((int) header("const.WTS_PROTOCOL_TYPE_ICA")))
                .isEqualTo(ClientProtocol.ICA);
        assertThat(ClientProtocol.of((int) header("const.WTS_PROTOCOL_TYPE_RDP")))
                .isEqualTo(ClientProtocol.RDP);
    }

    private static long valueOf(Class<?> type, String field) throws ReflectiveOperationException {
        Field declared = type.getDeclaredField(field);
        declared.setAccessible(true);
        return declared.getInt(null);
    }
}
