package e7.console.shell;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/**
 * Gogo's own commands that are of use here, scope {@code gogo}. Left out are those that make arbitrary Java objects, open a network port
 * or edit files. Their classes are loaded with the first use, since that takes a tenth of the time a start may take.
 */
final class GogoCommands {

    private static final String[] POSIX = {
        "cat", "cd", "clear", "date", "echo", "grep", "head", "less", "ls", "pwd", "sleep", "sort", "tail", "watch", "wc"
    };
    private static final String[] PROCEDURAL = {"break", "continue", "each", "if", "not", "throw", "try", "until", "while"};
    private static final String[] BUILTIN = {
        "bg", "fg", "format", "getopt", "history", "jobs", "keymap", "setopt", "tac", "type", "unsetopt", "widget"
    };

    private final BundleContext context;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    GogoCommands(BundleContext context) {
        this.context = context;
    }

    void register(CommandProcessor processor) {
        register(POSIX, () -> new Posix(processor));
        register(PROCEDURAL, Procedural::new);
        register(BUILTIN, Builtin::new);
        register(new String[] {"source"}, SourceCommand::new);
        register(new String[] {"exit", "quit"}, ExitCommand::new);
        registerConverters();
    }

    /** Without them the framework's own commands, such as {@code stop 7} of scope {@code felix}, do not find the bundle that is meant. */
    private void registerConverters() {
        registrations.add(context.registerService(Converter.class, new Converters(context), null));
    }

    /** Registers one object's methods as commands; it is made when the first of them is called. */
    private void register(String[] functions, Supplier<Object> maker) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, "gogo");
        properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        ServiceFactory<Object> factory = new ServiceFactory<>() {
            @Override
            public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
                return maker.get();
            }

            @Override
            public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
                // Nothing to give back.
            }
        };
        registrations.add(context.registerService(Object.class.getName(), factory, properties));
    }

    void unregister() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
    }
}
