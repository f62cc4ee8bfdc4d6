package io.github.logoffd.windows;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the {@link WineMachine} of their JVM, which JUnit closes at the end of the session: the build runs
 * each class by itself.
 */
final class WineExtension implements BeforeAllCallback, ParameterResolver {

    /** Here and not in the resolver, since only here a test class can be aborted with a reason. */
    @Override
    public void beforeAll(ExtensionContext context) {
        machine(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(WineMachine.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return machine(context);
    }

    private static WineMachine machine(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL)
                .getOrComputeIfAbsent(WineMachine.class, key -> WineMachine.boot(), WineMachine.class);
    }
}
