package e7.kernel.flag;

import java.util.Locale;

/** What the firewall does as a whole. */
public enum Mode {
    /** Packets pass unseen: the hook holds no rules. */
    DISABLED,
    /** Rules and flags decide. */
    ENABLED,
    /** Every packet is dropped, whatever the rules say. */
    BLOCK,
    /** Rules and flags decide and are recorded, and every packet passes. */
    OBSERVE;

    /** The word in commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
