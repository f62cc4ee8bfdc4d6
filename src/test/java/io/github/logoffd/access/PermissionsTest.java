package io.github.logoffd.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.access.Command.Kind;
import io.github.logoffd.access.Decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may ask: every role, kind, bean and spelling. */
class PermissionsTest {

    /** The beans that are treated alike, each spelled in every way that could make a difference. */
    private static final List<String> OWN = List.of(
            "logoffd:type=Service",
            "logoffd:type=Session,host=RDS01,id=3",
            "logoffd:id=3,host=RDS01,type=Session",
            "logoffd:type=SessionHost,host=\"a\\*b\\?c\"");

    private static final List<String> OWN_PATTERN = List.of(
            "logoffd:*",
            "logoffd:type=Session,*",
            "logoffd:type=Session,host=RDS01,id=*",
            "logoffd:type=?ervice",
            "logoffd:type=SessionHost,host=\"a*b\"");

    private static final List<String> JVM = List.of(
            "java.lang:type=Memory",
            "java.lang:type=MemoryPool,name=G1 Eden Space",
            "java.lang:name=G1 Eden Space,type=MemoryPool",
            "java.lang:type=GarbageCollector,name=Copy",
            "java.lang:type=MemoryManager,name=CodeCacheManager",
            "java.lang:type=Threading",
            "java.lang:type=OperatingSystem",
            "java.lang:type=ClassLoading",
            "java.lang:type=Compilation",
            "java.lang:type=Runtime",
            "java.nio:type=BufferPool,name=direct",
            "JMImplementation:type=MBeanServerDelegate");

    private static final List<String> FOREIGN = List.of(
            "com.sun.management:type=DiagnosticCommand",
            "com.sun.management:type=HotSpotDiagnostic",
            "java.util.logging:type=Logging",
            "jdk.management.jfr:type=FlightRecorder",
            "jolokia:type=Config",
            "jolokia:type=ServerHandler,agent=x",
            "ch.qos.logback.classic:Name=default,Type=ch.qos.logback.classic.jmx.JMXConfigurator",
            "LOGOFFD:type=Service",
            "logoffd2:type=Service",
            "logoffd.x:type=Service",
            "type:type=logoffd",
            "java.lang:type=Memory,name=x",
            "java.lang:type=memory",
            "java.lang:type=\"Runtime\"",
            "java.lang:type=MemoryPool",
            "Java.lang:type=Memory",
            "JMImplementation:type=Other");

    private static final List<String> FOREIGN_PATTERN = List.of(
            "*:*",
            "", // for JMX every bean
            "*:type=Session,*",
            "logoff?:*",
            "logoffd*:type=Service",
            "java.lang:*",
            "java.lang:type=*",
            "com.sun.management:*",
            "com.sun.management:type=DiagnosticCommand,*");

    private static final List<String> NO_NAME = List.of(
            "logoffd", "logoffd:", "logoffd:type", "logoffd:type=a,type=b", "type=Service", "logoffd:type=a\nb:c", ":");

    private static final List<List<String>> BEANS = List.of(OWN, OWN_PATTERN, JVM, FOREIGN, FOREIGN_PATTERN, NO_NAME);

    /** A allowed, F filtered, r refused; the columns are those of {@link #BEANS}. */
    private static final Map<Kind, String> MONITOR = Map.ofEntries(
            entry(Kind.READ, "AAFrFr"),
            entry(Kind.LIST, "AAArFr"),
            entry(Kind.SEARCH, "AAAFFr"),
            entry(Kind.VERSION, "AAAAAA"),
            entry(Kind.EXEC, "rrrrrr"),
            entry(Kind.WRITE, "rrrrrr"),
            entry(Kind.METRICS, "AAAAAA"),
            entry(Kind.HISTORY, "AAAAAA"),
            entry(Kind.ALERT, "rrrrrr"),
            entry(Kind.NOTIFICATION, "ArArrr"),
            entry(Kind.OTHER, "rrrrrr"));

    /** An operator may do all that, call our operations, and send alerts, which name no bean. */
    private static final Map<Kind, String> OPERATOR = Map.of(Kind.EXEC, "Arrrrr", Kind.ALERT, "AAAAAA");

    private static String row(Role role, Kind kind) {
        String monitor = MONITOR.get(kind);
        return role == Role.OPERATOR ? OPERATOR.getOrDefault(kind, monitor) : monitor;
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Kind kind : Kind.values()) {
                for (int i = 0; i < BEANS.size(); i++) {
                    Verdict expected = verdict(row(role, kind).charAt(i));
                    BEANS.get(i).forEach(name -> cells.add(Arguments.of(role, kind, name, expected)));
                }
            }
        }
        return cells.stream();
    }

    private static Verdict verdict(char letter) {
        return switch (letter) {
            case 'A' -> Verdict.ALLOWED;
            case 'F' -> Verdict.FILTERED;
            default -> Verdict.REFUSED;
        };
    }

    @ParameterizedTest
    @MethodSource("cells")
    void eachCellOfTheMatrixIsDecided(Role role, Kind kind, String bean, Verdict expected) {
        String member = kind == Kind.EXEC ? "logoff" : "";

        Decision decision = Permissions.decide(role, new Command(kind, bean, member));

        assertThat(decision.verdict()).isEqualTo(expected);
        assertThat(decision.refusal().isEmpty()).isEqualTo(expected != Verdict.REFUSED);
    }

    @Test
    void theMatrixHasEveryKind() {
        assertThat(MONITOR).containsOnlyKeys(Kind.values());
        assertThat(MONITOR.values()).allMatch(row -> row.length() == BEANS.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logoff",
                "logoff(boolean)",
                "processesx",
                "refresh",
                "sendMessage(java.lang.String,java.lang.String)",
                "sendMessage(java.lang.String, java.lang.String)",
                "x([Ljava.lang.String;)",
                "anyOther"
            })
    void anOperatorCallsOurOperationsByNameOrSignature(String operation) {
        assertThat(exec(Role.OPERATOR, "logoffd:type=Session,host=A,id=1", operation))
                .isEqualTo(Decision.ALLOWED);
        assertThat(exec(Role.MONITOR, "logoffd:type=Session,host=A,id=1", operation)
                        .refusal())
                .isEqualTo("exec needs the role operator; this user has the role monitor.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"processes", "processes()", "find", "find(java.lang.String,java.lang.String,int)"})
    void everyRoleCallsAnOperationThatOnlyReads(String operation) {
        for (Role role : Role.values()) {
            assertThat(exec(role, "logoffd:type=Session,host=A,id=1", operation))
                    .isEqualTo(Decision.ALLOWED);
            assertThat(exec(role, "logoffd:type=Session,*", operation).verdict())
                    .isEqualTo(Verdict.REFUSED);
            assertThat(exec(role, "java.lang:type=Memory", operation).verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(exec(role, "logoffd:type=Session,host=A,id=1", operation + "(x")
                            .verdict())
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "*", "log*", "logoff(", "logoff)", "logoff(boolean)x", "a/b", "a b", "a\nb", "(boolean)"
            })
    void whatIsNoOperationIsRefused(String operation) {
        assertThat(exec(Role.OPERATOR, "logoffd:type=Service", operation).refusal())
                .startsWith("exec names the operation \"")
                .endsWith("Give its name, or its name and signature such as logoff(boolean).");
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang:type=Memory,gc",
        "java.lang:type=Memory,gc()",
        "java.lang:type=Threading,dumpAllThreads",
        "java.lang:type=Threading,getThreadInfo(long)",
        "com.sun.management:type=DiagnosticCommand,jvmtiAgentLoad",
        "com.sun.management:type=HotSpotDiagnostic,dumpHeap"
    })
    void noRoleCallsOperationsOfOtherBeans(String bean, String operation) {
        for (Role role : Role.values()) {
            assertThat(exec(role, bean, operation).verdict()).isEqualTo(Verdict.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SystemProperties",
                "InputArguments",
                "ClassPath",
                "BootClassPath",
                "LibraryPath",
                "AttributeOfALaterJdk",
                "*"
            })
    void attributesOfTheRuntimeThatMayHoldSecretsAreNotRead(String attribute) throws Exception {
        Command command = new Command(Kind.READ, "java.lang:type=Runtime", attribute);

        assertThat(Permissions.decide(Role.OPERATOR, command).refusal())
                .isEqualTo("The attribute " + attribute
                        + " of java.lang:type=Runtime is not available, since it may hold secrets. Read"
                        + " another attribute.");
        assertThat(Permissions.mayRead(new ObjectName(command.bean()), attribute))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang:type=Runtime,Uptime",
        "java.lang:type=Runtime,VmName",
        "java.lang:type=Memory,HeapMemoryUsage",
        "java.lang:type=OperatingSystem,ProcessCpuLoad",
        "JMImplementation:type=MBeanServerDelegate,MBeanServerId"
    })
    void theOtherAttributesAreRead(String bean, String attribute) throws Exception {
        assertThat(Permissions.decide(Role.MONITOR, new Command(Kind.READ, bean, attribute)))
                .isEqualTo(Decision.ALLOWED);
        assertThat(Permissions.mayRead(new ObjectName(bean), attribute)).isTrue();
    }

    @Test
    void ofTheMatchesOfAPatternOnlyThoseThatMayBeReadGoThrough() throws Exception {
        assertThat(Permissions.mayRead(new ObjectName("logoffd:type=Service"), "Version"))
                .isTrue();
        assertThat(Permissions.maySee(new ObjectName("java.lang:type=Runtime"))).isTrue();
        assertThat(Permissions.maySee(new ObjectName("com.sun.management:type=HotSpotDiagnostic")))
                .isFalse();
        assertThat(Permissions.maySee(new ObjectName("logoffd:*"))).isFalse();
        assertThat(Permissions.mayRead(new ObjectName("logoffd:*"), "Version")).isFalse();
    }

    @Test
    void refusalsSayWhatIsExpected() {
        assertThat(Permissions.decide(Role.MONITOR, new Command(Kind.READ, "nonsense", "x"))
                        .refusal())
                .isEqualTo(
                        "read names \"nonsense\", which is not an MBean name. Give one such as logoffd:type=Service.");
        assertThat(exec(Role.OPERATOR, "logoffd:type=Session,*", "logoff").refusal())
                .isEqualTo("exec names the pattern logoffd:type=Session,*. Give the name of one MBean.");
    }

    private static Decision exec(Role role, String bean, String operation) {
        return Permissions.decide(role, new Command(Kind.EXEC, bean, operation));
    }
}
