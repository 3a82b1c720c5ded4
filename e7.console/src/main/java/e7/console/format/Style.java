package e7.console.format;

import java.util.Map;

/** Emphasis: colours on a terminal, nothing elsewhere. */
public enum Style {
    /** A terminal that shows colours. */
    TERMINAL("\033[31;1m", "\033[33m", "\033[32m", "\033[1m", "\033[0m"),
    /** A file, a pipe, or a terminal whose user wants no colours. */
    PLAIN("", "", "", "", "");

    private final String alarm;
    private final String warning;
    private final String good;
    private final String heading;
    private final String end;

    Style(String alarm, String warning, String good, String heading, String end) {
        this.alarm = alarm;
        this.warning = warning;
        this.good = good;
        this.heading = heading;
        this.end = end;
    }

    /** Colours if it is a terminal that shows them, and its user has not asked for none (no-color.org). */
    public static Style on(boolean terminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty() && !environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && wanted ? TERMINAL : PLAIN;
    }

    /** What must not be overlooked. */
    public String alarm(String text) {
        return alarm + text + end;
    }

    /** What the administrator should know. */
    public String warning(String text) {
        return warning + text + end;
    }

    /** What is as it should be. */
    public String good(String text) {
        return good + text + end;
    }

    /** A heading. */
    public String heading(String text) {
        return heading + text + end;
    }

    /** A verdict, an action or a state in its colour. */
    public String verdict(String word) {
        return switch (word) {
            case "accept", "allow", "active" -> good(word);
            case "drop", "block", "reject" -> alarm(word);
            case "would block", "would reject" -> warning(word);
            default -> word.startsWith("SUSPENDED") ? alarm(word) : word;
        };
    }
}
