package e7.foreign.eftirlitseven;

import java.util.Map;
import java.util.Optional;

/** What words and numbers stand for (EftirlitSeven: src/defs.x). A number may stand wherever its word may. */
final class Constants {

    private static final String ANY = "any";

    /** E7C_IP_..., of linux/in.h. */
    private static final Map<String, String> PROTOCOLS = Map.of("1", "icmp", "6", "tcp", "17", "udp", "4294967295", ANY);

    /** E7C_BLOCK and those that follow it. */
    private static final Map<String, String> STATES =
            Map.of("65280", "block", "65281", "allow", "65282", "pending", "65283", "enabled", "65284", "disabled");

    private Constants() {}

    /** The protocol as a value of {@code protocol=}, or {@code any}; absent if it is none. */
    static Optional<String> protocol(String word) {
        String name = PROTOCOLS.getOrDefault(word, word);
        boolean isNumber = name.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(name) <= 255;
        return isNumber || PROTOCOLS.containsValue(name) ? Optional.of(name) : Optional.empty();
    }

    static boolean isAny(String protocol) {
        return protocol.equals(ANY);
    }

    /** The value of a flag by its word. */
    static String value(String word) {
        return STATES.getOrDefault(word, word);
    }

    /** Whether the word stands for rules of one action. */
    static boolean isAction(String word) {
        return value(word).equals("allow") || value(word).equals("block");
    }
}
