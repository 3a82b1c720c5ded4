package e7.api.engine;

import java.util.List;

/**
 * A flag.
 *
 * @param name EftirlitSeven's name for it
 * @param value the present value
 * @param values what it may be set to; empty for one that is read only or takes a number
 * @param readOnly whether it can be set
 * @param description one line
 */
public record FlagInfo(String name, String value, List<String> values, boolean readOnly, String description) {
    /** Copies the list. */
    public FlagInfo {
        values = List.copyOf(values);
    }
}
