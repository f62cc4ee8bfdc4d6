package io.github.logoffd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.logoffd.session.SessionActions;
import io.github.logoffd.session.SessionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use what. A new package fails here until it has a line in the table. */
class ArchitectureTest {

    private static final String BASE = "io.github.logoffd";

    /**
     * Each package and what it may use of ours beside itself, subfolders included. A package uses only what stands
     * below it, so there is no cycle. CONTRIBUTING describes each of them.
     */
    private static final Map<String, Set<String>> USES = table("""
            cli: access audit cli.admin cli.check cli.client cli.doctor cli.history cli.setup cli.windows config host service session support
            cli.admin: access audit.journal config service support
            cli.setup: access config host.windows service support
            cli.windows: access cli.client control session support
            cli.history: audit.history audit.journal cli.client service support
            cli.doctor: access audit.journal cli.client config host service session support tls
            cli.check: cli.client control.request control.rules session support
            cli.client: support tls
            service: access audit audit.history audit.journal config control host jmx metrics monitor rmi session support tls web
            web: access audit.history config metrics monitor support tls web.alertmanager web.console web.endpoints web.jolokia web.server
            web.alertmanager: access config control session support web.server
            web.console: access web.server
            web.endpoints: access audit.history metrics monitor support web.server
            web.jolokia: access config support web.server
            web.server: access config support tls
            rmi: access config support tls
            metrics: config control monitor session support
            jmx: audit.history audit.journal control monitor session support
            audit: access audit.journal control.request monitor support
            audit.history: access audit.journal session support
            audit.journal: access support
            config: control.rules session support tls
            control: access control.request control.rules session support
            control.rules: control.request session
            control.request: access session support
            monitor: host.resilient session support
            host.resilient: session
            host.simulated: session
            host.windows: session support
            access: support
            tls: support
            session: support
            support: support.text
            support.files:
            support.json: support.text
            support.text:
            """);

    private static Map<String, Set<String>> table(String lines) {
        Map<String, Set<String>> uses = new LinkedHashMap<>();
        lines.lines().map(line -> line.split(": *", 2)).forEach(line -> uses.put(line[0], words(line[1])));
        return uses;
    }

    private static Set<String> words(String line) {
        return line.isEmpty() ? Set.of() : Set.of(line.split(" "));
    }

    /** A room and a class, such as {@code control.rules.LogoffGuard}; a method may follow. */
    private static final Pattern NAMED_CLASS = Pattern.compile("`([a-z.]+[.][A-Z][A-Za-z]+)(?:[.][a-z][A-Za-z]*)?`");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    static Set<String> packages() {
        return USES.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableAllows(String name) {
        String[] usable = USES.get(name).stream().map(ArchitectureTest::subtree).toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(BASE + '.' + name)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(BASE + "..")
                        .or(resideInAPackage(BASE + '.' + name))
                        .or(resideInAnyPackage(usable)))
                .check(MAIN);
    }

    @Test
    void aPackageUsesOnlyWhatStandsBelowIt() {
        List<String> order = List.copyOf(USES.keySet());
        USES.forEach((name, used) -> assertThat(used)
                .allSatisfy(below -> assertThat(order)
                        .filteredOn(each -> each.equals(below) || each.startsWith(below + '.'))
                        .isNotEmpty()
                        .allSatisfy(each -> assertThat(order.indexOf(each)).isGreaterThan(order.indexOf(name)))));
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(BASE))
                        .map(name -> name.substring(BASE.length() + 1))
                        .collect(Collectors.toSet()))
                .isEqualTo(USES.keySet());
    }

    @Test
    void thereAreAtMostSixteenRooms() {
        assertThat(USES.keySet().stream()
                        .map(name -> name.replaceFirst("\\..*", ""))
                        .distinct())
                .hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(MAIN);
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
    void onlyTheWindowsHostUsesJna() {
        onlyIn("com.sun.jna..", "host.windows");
    }

    @Test
    void onlyBeansAndTheirServersUseJmx() {
        onlyIn("javax.management..", "access", "jmx", "web.jolokia", "rmi", "service");
    }

    @Test
    void onlyCommandsUsePicocli() {
        onlyIn("picocli..", "cli", "service");
    }

    /** The Windows commands are over before picocli would have read annotations, or Logback would have started. */
    @Test
    void windowsCommandsUseNeitherAnnotationsNorALogger() {
        noClasses()
                .that()
                .resideInAPackage(subtree("cli.windows"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("picocli..").and(describe("annotations", JavaClass::isAnnotation)))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(subtree("cli.windows"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .check(MAIN);
    }

    @Test
    void onlyWebUsesTheHttpServer() {
        onlyIn("org.eclipse.jetty..", "web");
        onlyIn("com.sun.net.httpserver..");
    }

    @Test
    void onlyWebUsesJolokia() {
        noClasses()
                .that()
                .resideOutsideOfPackages(subtree("web"), subtree("cli.client"), subtree("audit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jolokia..")
                .check(MAIN);
    }

    @Test
    void ofJolokiaClientAndAuditUseOnlyJson() {
        noClasses()
                .that()
                .resideInAnyPackage(subtree("cli.client"), subtree("audit"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.jolokia..").and(resideOutsideOfPackage("org.jolokia.json..")))
                .check(MAIN);
    }

    /**
     * Network adapters can take minutes to answer, and their answer is not needed; Jolokia's own settings ask them all.
     */
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
    void onlyTheHistoryUsesTheStorageEngine() {
        onlyIn("org.h2..", "audit.history");
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
                BASE + ".cli.CommandSetting", "java.time.ZoneId.systemDefault()");
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
                BASE + ".web.server.RequestFilter", "java.lang.String.equalsIgnoreCase(java.lang.String)");
        noCallsOf(
                "java.lang.String.compareToIgnoreCase(java.lang.String)",
                "java.lang.String.regionMatches(boolean, int, java.lang.String, int, int)");
        noClasses().should().accessField(String.class, "CASE_INSENSITIVE_ORDER").check(MAIN);
    }

    /** {@code support.text.IpText} writes addresses as other programs do, which the JDK does not. */
    @Test
    void addressesAreWrittenInOneWay() {
        noCallsOutside(BASE + ".support.text.IpText", "java.net.InetAddress.getHostAddress()");
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

    /** A reader follows them; a class that was renamed would end the walk. */
    @Test
    void everyClassThatContributingNamesIsThere() throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        String walks = text.substring(text.indexOf("## Where things are"), text.indexOf("## Threads"));

        List<String> named = NAMED_CLASS
                .matcher(walks)
                .results()
                .map(match -> BASE + '.' + match.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(MAIN.contain(name)).as(name).isTrue());
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
