package e7.api.engine;

/**
 * One plugin that takes part.
 *
 * @param kind {@code criterion}, {@code strategy} or {@code resolver}
 * @param name what it is called in rules and commands
 * @param bundle symbolic name and version of its bundle
 * @param ranking its service ranking
 * @param faults exceptions and overdue answers since it came
 * @param state {@code active}, or why it was taken out
 */
public record PluginInfo(String kind, String name, String bundle, int ranking, long faults, String state) {}
