package io.github.logoffd.rmi;

import static io.github.logoffd.rmi.RmiFixture.HIDDEN;
import static io.github.logoffd.rmi.RmiFixture.OPERATOR;
import static io.github.logoffd.rmi.RmiFixture.RUNTIME;
import static io.github.logoffd.rmi.RmiFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.access.Answer;
import io.github.logoffd.access.LiveUsers;
import io.github.logoffd.access.ProtectedFiles;
import io.github.logoffd.access.UsersFile;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.Query;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The methods of the MBean server that no client can reach, or not with every argument. */
class GuardedBeansTest {

    private static final Set<String> NEVER = Set.of(
            "createMBean",
            "registerMBean",
            "unregisterMBean",
            "instantiate",
            "getClassLoader",
            "addNotificationListener",
            "removeNotificationListener",
            "setAttribute",
            "setAttributes");

    private static final List<String> DENIED = new ArrayList<>();
    private static GuardedBeans beans;

    @BeforeAll
    static void logIn(@TempDir Path folder) throws Exception {
        UsersFile file = new UsersFile(folder.resolve("users.txt"), new ProtectedFiles(List.of()));
        file.put(OPERATOR, RmiFixture.password(OPERATOR));
        LiveUsers users = LiveUsers.open(file, System::nanoTime, sentence -> {});
        InetAddress here = InetAddress.getLoopbackAddress();
        Answer.Accepted login = (Answer.Accepted) users.authenticator()
                .authenticate(OPERATOR.name(), RmiFixture.password(OPERATOR), here)
                .join();
        Guard guard = new Guard(
                new UserPrincipal(OPERATOR, login.proof(), here), users, (caller, reason) -> DENIED.add(reason));
        beans = new GuardedBeans(
                ManagementFactory.getPlatformMBeanServer(),
                guard,
                new LargeAnswers(Duration.ofSeconds(5), Duration.ofSeconds(20), System::nanoTime));
    }

    static Stream<Method> neverServed() {
        return Stream.of(MBeanServer.class.getMethods()).filter(method -> NEVER.contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("neverServed")
    void whatNoUserGetsIsRefusedAndRecorded(Method method) {
        int before = DENIED.size();
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(type -> type == ObjectName.class ? SERVICE : null)
                .toArray();

        assertThatThrownBy(() -> method.invoke(beans, arguments)).hasRootCauseInstanceOf(SecurityException.class);
        assertThat(DENIED).hasSize(before + 1);
    }

    @Test
    void aQueryTellsNothingThatItsSenderCannotRead() throws Exception {
        String vm = System.getProperty("java.vm.name");

        assertThat(beans.queryNames(null, Query.eq(Query.attr("VmName"), Query.value(vm))))
                .containsExactly(RUNTIME);
        assertThat(beans.queryNames(null, Query.eq(Query.attr("ClassPath"), Query.value(""))))
                .containsExactly(RUNTIME);
        assertThat(beans.queryNames(
                        null, Query.isInstanceOf(Query.value("java.lang.management.PlatformManagedObject"))))
                .doesNotContain(HIDDEN)
                .contains(RUNTIME);
    }

    @Test
    void classesAreFoundOnlyInTheJdk() {
        assertThat(beans.getClassLoaderFor(SERVICE)).isSameAs(ClassLoader.getPlatformClassLoader());
        assertThatThrownBy(() -> beans.getClassLoaderRepository().loadClass("java.lang.String"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
