/**
 * From the program's arguments to a guarded host: starts the shell, runs what was asked for, and ends the framework in good order.
 *
 * <p>Threading: {@link e7.console.shell.Launch#call} runs on the program's main thread and is the only one that waits; the framework's
 * threads call {@code deactivate}, which wakes it.
 */
package e7.console.shell;
