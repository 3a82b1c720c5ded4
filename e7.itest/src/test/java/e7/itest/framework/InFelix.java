package e7.itest.framework;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs the methods of a test class inside an OSGi framework that holds the bundles of {@code run/e7.bndrun}.
 *
 * <p>The class, with all of this module's test classes, is in a probe bundle. Its test, before-each and after-each methods run there, on
 * an instance made there. A parameter of type {@code BundleContext} gets the probe's context; one of an interface type gets the service
 * of that type, which is waited for; arguments of parameterized tests, if they are of Java's own types, are handed on. Nothing else of
 * JUnit's reaches into the framework: no before-all methods, nested classes or further extensions.
 *
 * <p>The framework is started once for the class and stopped after it. It runs in the private network namespace that the module's
 * {@code bin/java} makes; without one the class is skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FelixExtension.class)
@Isolated("its engine and traffic share one namespace, and late threads are part of what it tests")
public @interface InFelix {

    /** Symbolic names of bundles of the bndrun that are left out. */
    String[] without() default {};

    /** Framework properties, each {@code name=value}. */
    String[] properties() default {};
}
