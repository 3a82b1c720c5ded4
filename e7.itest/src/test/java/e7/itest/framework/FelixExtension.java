package e7.itest.framework;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** What {@link InFelix} does: JUnit goes through its life cycle outside, and each method that it would call is called in the framework. */
final class FelixExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(FelixExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Assumptions.assumeTrue(
                "true".equals(System.getenv("E7_PRIVATE_NAMESPACE")), "needs a private network namespace, which e7.itest/bin/java makes");
        Class<?> test = context.getRequiredTestClass();
        // JUnit closes what is in the store when the class is done.
        store(context).put(FelixContainer.class, new FelixContainer(test, test.getAnnotation(InFelix.class)));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        FelixContainer container = store(context).get(FelixContainer.class, FelixContainer.class);
        try {
            store(context).put(ProbeInstance.class, new ProbeInstance(container.probe(), context.getRequiredTestClass().getName()));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ProbeInstance instance = store(context).remove(ProbeInstance.class, ProbeInstance.class);
        if (instance != null) {
            instance.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return ProbeInstance.isProvided(parameter.getParameter().getType());
    }

    /** Nothing: only the framework has it, and only the method inside is called. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) throws Throwable {
        callInside(invocation, call, context);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        callInside(invocation, call, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) throws Throwable {
        callInside(invocation, call, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) throws Throwable {
        callInside(invocation, call, context);
    }

    private static void callInside(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        store(context).get(ProbeInstance.class, ProbeInstance.class).call(call.getExecutable(), call.getArguments());
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
