/** The commands of scope {@code e7}: each asks a service of the engine for values and hands them to {@code e7.console.format}. */
package e7.console.command;
