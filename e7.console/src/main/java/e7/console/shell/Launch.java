package e7.console.shell;

import e7.api.engine.Caches;
import e7.api.engine.Firewall;
import e7.api.engine.Journal;
import e7.api.engine.Policy;
import e7.api.queue.PacketSource;
import e7.console.command.CommandWords;
import e7.console.shell.LaunchOptions.Mode;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogReaderService;

/**
 * The program's main thread: waits until the firewall guards, then does what the arguments ask for. What {@link #call} returns is the
 * exit code.
 */
@Component(service = {}, immediate = true)
public final class Launch implements Callable<Integer> {

    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(10);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(3);

    private final BundleContext context;
    private final CommandProcessor processor;
    private final LogReaderService log;
    private final String[] arguments;
    private final PrintStream err = System.err;
    private final ShutdownHook shutdown;
    private final GogoCommands gogo;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch returned = new CountDownLatch(1);
    /** The thread that is inside {@link #call}; guarded by this object. Outside it is not ours to interrupt. */
    private Thread main;
    private ServiceRegistration<?> offer;
    private volatile Runnable interruption = () -> {};
    private volatile LogToStandardError notices;

    /** The launcher's service is there only when the runnable jar was started; in a foreign framework this component rests. */
    @Activate
    public Launch(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference LogReaderService log,
            @Reference(service = Object.class, target = "(launcher.arguments=*)") Map<String, Object> launcher) {
        this.context = context;
        this.processor = processor;
        this.log = log;
        this.arguments = (String[]) launcher.get("launcher.arguments");
        this.shutdown = new ShutdownHook(context.getBundle(0));
        this.gogo = new GogoCommands(context);
        shutdown.add();
    }

    /**
     * Offers the main thread its work. As this component's own service it would be announced before it is made, and bnd's launcher fails with
     * a stack trace when it cannot be made any more, since all is being ended.
     */
    @Activate
    void offer() {
        offer = context.registerService(Callable.class, this, new Hashtable<>(Map.of("main.thread", "true")));
    }

    @Deactivate
    void deactivate() {
        offer.unregister();
        ended.countDown();
        interruption.run();
        awaitReturn();
        shutdown.removeUnlessStopping();
        gogo.unregister();
        if (notices != null) {
            log.removeLogListener(notices);
        }
    }

    /** The main thread still needs this bundle's classes on its way out. */
    private void awaitReturn() {
        synchronized (this) {
            if (main == null) {
                return;
            }
            main.interrupt();
        }
        try {
            returned.await(RETURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Integer call() {
        enter();
        try {
            return run(LaunchOptions.parse(arguments));
        } catch (UsageException e) {
            err.println("e7: " + e.getMessage());
            return LaunchFailure.BAD_INPUT;
        } catch (LaunchFailure e) {
            if (!isEnding()) {
                err.println("e7: " + e.getMessage());
            }
            return e.exitCode();
        } catch (InterruptedException e) {
            // Someone else ends the framework.
            return LaunchFailure.NOT_STARTED;
        } catch (RuntimeException | Error e) {
            if (!isEnding()) {
                FatalFault.end(err, e);
            }
            return LaunchFailure.NOT_STARTED;
        } catch (Exception e) {
            if (!isEnding()) {
                err.println("e7: cannot go on: " + e);
            }
            return LaunchFailure.NOT_STARTED;
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        main = Thread.currentThread();
    }

    /** An interrupt that came too late for us must not hit the launcher, which waits for the framework next. */
    private synchronized void leave() {
        main = null;
        Thread.interrupted();
        returned.countDown();
    }

    private int run(LaunchOptions options) throws Exception {
        notices = new LogToStandardError(err);
        notices.replay(log);
        log.addLogListener(notices);
        try (Services services = new Services(context, SERVICE_LIMIT)) {
            return run(options, services);
        }
    }

    private int run(LaunchOptions options, Services services) throws Exception {
        awaitGuarding(services.await(Firewall.class));
        Policy policy = services.await(Policy.class);
        if (options.mode() == Mode.SANDBOX) {
            PrivateNamespace.bringLoopbackUp(services.await(PacketSource.class));
        }
        if (options.rules().isPresent()) {
            new RulesFile(options.rules().get()).applyTo(policy);
        }
        gogo.register(processor);
        int exitCode = 0;
        if (options.commands().isPresent()) {
            services.awaitCommand("e7", "status");
            // Standard output is the guarded program's alone.
            try (Script script = Script.on(processor, options.guarded().isEmpty() ? FileDescriptor.out : FileDescriptor.err)) {
                script.run(options.commands().get());
                exitCode = script.exitCode();
            }
        }
        if (!options.guarded().isEmpty()) {
            return runGuarded(options.guarded());
        }
        return options.endsByItself() ? exitCode : stay(options, services);
    }

    private void awaitGuarding(Firewall firewall) throws LaunchFailure, InterruptedException {
        Firewall.State state = firewall.awaitStarted(START_LIMIT);
        if (state == Firewall.State.GUARDING) {
            return;
        }
        String reason = firewall.status().reason();
        if (state == Firewall.State.STARTING) {
            reason = "did not start within " + START_LIMIT.toSeconds() + " s";
        }
        throw new LaunchFailure(LaunchFailure.NOT_STARTED, reason.isEmpty() ? "is " + state : reason);
    }

    private int runGuarded(List<String> command) throws LaunchFailure, InterruptedException {
        GuardedProgram program = new GuardedProgram(command);
        onEnd(program::end);
        return program.run();
    }

    /** Guards until it is told to end: by who stops the framework, by the shell's user, or by the end of what comes on standard input. */
    private int stay(LaunchOptions options, Services services) throws Exception {
        if (options.mode() == Mode.DAEMON) {
            report(new DaemonReport(services.await(Firewall.class), services.await(Journal.class), err::println, System::nanoTime));
            return 0;
        }
        services.awaitCommand("e7", "status");
        if (!Boolean.getBoolean("e7.terminal")) {
            try (Script script = Script.on(processor, FileDescriptor.out)) {
                script.run(Lines.of(System.in));
                return script.exitCode();
            }
        }
        if (options.mode() == Mode.SANDBOX) {
            err.println("The same namespace from a second terminal: " + PrivateNamespace.howToEnter());
        }
        CommandWords words = new CommandWords(services.await(Policy.class), services.await(Caches.class));
        InteractiveShell shell = new InteractiveShell(processor, words);
        notices.sayThrough(shell::say);
        onEnd(shell::end);
        if (!isEnding()) {
            shell.run(history());
        }
        return 0;
    }

    private void report(DaemonReport report) throws InterruptedException {
        report.begin();
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                report.look();
            }
        } finally {
            report.end();
        }
    }

    private static Optional<Path> history() {
        return HistoryFile.find(System.getenv());
    }

    /** What has to be ended when the framework stops while the main thread is busy with it. */
    private void onEnd(Runnable action) {
        interruption = action;
        if (isEnding()) {
            action.run();
        }
    }

    private boolean isEnding() {
        return ended.getCount() == 0;
    }
}
