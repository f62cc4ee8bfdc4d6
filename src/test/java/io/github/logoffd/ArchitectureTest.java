package io.github.logoffd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.logoffd.access.AccessLog;
import io.github.logoffd.access.Caller;
import io.github.logoffd.access.CurrentCaller;
import io.github.logoffd.session.SessionActions;
import io.github.logoffd.session.SessionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use what. A new package fails here until it has a line in the table. */
class ArchitectureTest {

    private static final String BASE = "io.github.logoffd";

    /** Which of our packages each of our packages may use beside itself. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("session", Set.of("text")),
            entry("support", Set.of("text")),
            entry("files", Set.of()),
            entry("access", Set.of("files", "support", "text")),
            entry("tls", Set.of("files", "text")),
            entry("config", Set.of("control", "files", "session", "support", "text", "tls")),
            entry("wts", Set.of("session", "text")),
            entry("simulated", Set.of("session")),
            entry("hosts", Set.of("session")),
            entry("snapshot", Set.of("session", "hosts", "support")),
            entry("control", Set.of("session", "text")),
            entry("text", Set.of()),
            entry("json", Set.of("text")),
            entry("events", Set.of()),
            entry("check", Set.of("client", "session", "text")),
            entry("client", Set.of("files", "json", "text", "tls")),
            entry("audit", Set.of("control", "json", "session", "text")),
            entry("commands", Set.of("client", "control", "files", "json", "session", "support", "text")),
            entry("jmx", Set.of("session", "snapshot", "control", "events", "support")),
            entry("metrics", Set.of("config", "control", "events", "session", "snapshot", "text")),
            entry("hooks", Set.of("config", "control", "jmx", "session", "text")),
            entry("http", Set.of("access", "config", "control", "events", "hooks", "json", "metrics", "text", "tls")),
            entry("rmi", Set.of("access", "config", "control", "text", "tls")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    static Set<String> limitedPackages() {
        return new TreeSet<>(ALLOWED.keySet());
    }

    @ParameterizedTest
    @MethodSource("limitedPackages")
    void aPackageUsesOnlyWhatTheTableAllows(String name) {
        String[] usable = Stream.concat(Stream.of(name), ALLOWED.get(name).stream())
                .map(ArchitectureTest::subtree)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(subtree(name))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(BASE + "..").or(resideInAnyPackage(usable)))
                .check(MAIN);
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(BASE))
                .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());
        packages.remove("app");

        assertThat(packages).isEqualTo(ALLOWED.keySet());
    }

    @Test
    void nobodyUsesApp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(subtree("app"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(subtree("app"))
                .check(MAIN);
    }

    /** Every rule for whom to end stands on the one way to it. */
    @Test
    void onlyThePipelineAsksAHostForALogoff() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.github.logoffd.control.LogoffPipeline")
                .and()
                .areNotAssignableTo(SessionActions.class)
                .should()
                .callMethod(SessionActions.class, "logoff", long.class)
                .orShould()
                .callMethod(SessionHost.class, "logoff", long.class)
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlyWtsUsesJna() {
        onlyIn("com.sun.jna..", "wts");
    }

    @Test
    void onlyAccessJmxHttpRmiAndAppUseJmx() {
        onlyIn("javax.management..", "access", "jmx", "http", "rmi", "app");
    }

    @Test
    void onlyCommandsUsePicocli() {
        onlyIn("picocli..", "app", "check", "client", "commands");
    }

    /** The Windows commands are over before picocli would have read annotations, or Logback would have started. */
    @Test
    void windowsCommandsUseNeitherAnnotationsNorALogger() {
        noClasses()
                .that()
                .resideInAPackage(subtree("commands"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("picocli..").and(describe("annotations", JavaClass::isAnnotation)))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(subtree("commands"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .check(MAIN);
    }

    @Test
    void onlyHttpUsesTheHttpServer() {
        onlyIn("org.eclipse.jetty..", "http");
        onlyIn("com.sun.net.httpserver..");
    }

    @Test
    void onlyHttpUsesJolokia() {
        noClasses()
                .that()
                .resideOutsideOfPackages(subtree("http"), subtree("client"), subtree("audit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jolokia..")
                .check(MAIN);
    }

    @Test
    void ofJolokiaClientAndAuditUseOnlyJson() {
        noClasses()
                .that()
                .resideInAnyPackage(subtree("client"), subtree("audit"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.jolokia..").and(resideOutsideOfPackage("org.jolokia.json..")))
                .check(MAIN);
    }

    /** Network adapters can take minutes to answer, and nobody needs what they say; Jolokia's own settings ask them all. */
    @Test
    void noNetworkAdapterIsAsked() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "NetworkInterface, or Jolokia's StaticConfiguration that asks it",
                        type -> Set.of("NetworkInterface", "StaticConfiguration")
                                .contains(type.getSimpleName())))
                .check(MAIN);
    }

    @Test
    void onlyMetricsUsesThePrometheusLibrary() {
        onlyIn("io.prometheus..", "metrics");
    }

    @Test
    void ofControlHttpAndRmiUseOnlyWhoCalls() {
        noClasses()
                .that()
                .resideInAnyPackage(subtree("http"), subtree("rmi"))
                .should()
                .dependOnClassesThat(resideInAPackage(subtree("control"))
                        .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(
                                Caller.class, CurrentCaller.class, AccessLog.class))))
                .check(MAIN);
    }

    @Test
    void ofControlConfigUsesOnlyTheRules() {
        Set<String> rules = Set.of("ActingRules", "GuardRules", "NamePattern", "RateLimits");
        noClasses()
                .that()
                .resideInAPackage(subtree("config"))
                .should()
                .dependOnClassesThat(resideInAPackage(subtree("control"))
                        .and(describe("none of " + rules, type -> !rules.contains(type.getSimpleName()))))
                .check(MAIN);
    }

    @Test
    void nothingPrintsToStandardOutput() {
        noClasses().should().accessField(System.class, "out").check(MAIN);
        noCallsOf("java.lang.Throwable.printStackTrace()");
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethodWhere(
                        describe("sleep", call -> call.getTarget().getName().equals("sleep")))
                .check(MAIN);
    }

    @Test
    void nothingDependsOnTheCharsetOfTheMachine() {
        noCallsOf(
                "java.lang.String.<init>([B)",
                "java.lang.String.<init>([B, int, int)",
                "java.lang.String.getBytes()",
                "java.nio.charset.Charset.defaultCharset()",
                "java.io.InputStreamReader.<init>(java.io.InputStream)",
                "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
                "java.io.ByteArrayOutputStream.toString()",
                "java.io.PrintStream.<init>(java.io.OutputStream)",
                "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
                "java.io.PrintWriter.<init>(java.io.OutputStream)",
                "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
                "java.util.Scanner.<init>(java.io.InputStream)",
                "java.net.URLDecoder.decode(java.lang.String)",
                "java.net.URLEncoder.encode(java.lang.String)");
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.io")
                        .and(describe(
                                "FileReader or FileWriter",
                                type -> Set.of("FileReader", "FileWriter").contains(type.getSimpleName()))))
                .check(MAIN);
    }

    @Test
    void nothingDependsOnTheLocaleOrTimeZoneOfTheMachine() {
        noCallsOutside(
                // People read the times of query user by their own clock.
                BASE + ".app.CommandSetting", "java.time.ZoneId.systemDefault()");
        noCallsOf(
                "java.lang.String.toLowerCase()",
                "java.lang.String.toUpperCase()",
                "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
                "java.lang.String.formatted([Ljava.lang.Object;)",
                "java.time.Clock.systemDefaultZone()",
                "java.time.LocalDate.now()",
                "java.time.LocalDateTime.now()",
                "java.time.ZonedDateTime.now()",
                "java.time.OffsetDateTime.now()",
                "java.util.TimeZone.getDefault()");
        // The JDK gives the dates of certificates in no other way; Validity turns them into instants at once.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + ".tls.Validity")
                .should()
                .dependOnClassesThat(describe(
                        "the old date classes",
                        type -> Set.of("java.util.Date", "java.util.Calendar", "java.text.SimpleDateFormat")
                                .contains(type.getName())))
                .check(MAIN);
    }

    /** {@code session.Names} compares names as Windows does, which the JDK's own methods do not. */
    @Test
    void namesAreComparedInOneWay() {
        noCallsOutside(
                // An Origin is a URL.
                BASE + ".http.RequestFilter", "java.lang.String.equalsIgnoreCase(java.lang.String)");
        noCallsOf(
                "java.lang.String.compareToIgnoreCase(java.lang.String)",
                "java.lang.String.regionMatches(boolean, int, java.lang.String, int, int)");
        noClasses().should().accessField(String.class, "CASE_INSENSITIVE_ORDER").check(MAIN);
    }

    /** {@code text.IpText} writes addresses as other programs do, which the JDK does not. */
    @Test
    void addressesAreWrittenInOneWay() {
        noCallsOutside(BASE + ".text.IpText", "java.net.InetAddress.getHostAddress()");
    }

    @Test
    void everyPackageIsExplained() throws IOException {
        List<String> packages = MAIN.stream()
                .map(JavaClass::getPackage)
                .map(JavaPackage::getName)
                .distinct()
                .toList();

        assertThat(packages).hasSizeGreaterThan(5);
        for (String name : packages) {
            Path file = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
            assertThat(file).exists();
            assertThat(Files.readString(file)).startsWith("/**").contains("package " + name + ';');
        }
    }

    private static void onlyIn(String libraryPackage, String... users) {
        String[] allowed = Stream.of(users).map(ArchitectureTest::subtree).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(libraryPackage)
                .check(MAIN);
    }

    /** Compares owner, name and parameters of every call, so that overloads with a charset or a locale stay allowed. */
    private static void noCallsOf(String... signatures) {
        noCallsOutside("", signatures);
    }

    private static void noCallsOutside(String allowedClass, String... signatures) {
        Set<String> forbidden = Set.of(signatures);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(allowedClass)
                .should()
                .callCodeUnitWhere(describe(
                        "one of " + forbidden,
                        call -> forbidden.contains(call.getTarget().getOwner().getName()
                                + '.'
                                + call.getTarget().getName()
                                + '('
                                + call.getTarget().getRawParameterTypes().stream()
                                        .map(JavaClass::getName)
                                        .collect(Collectors.joining(", "))
                                + ')')))
                .check(MAIN);
    }

    private static String subtree(String name) {
        return BASE + '.' + name + "..";
    }
}
