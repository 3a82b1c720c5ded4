package e7.console.format;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Writes values as JSON (RFC 8259): records and maps as objects, collections as arrays, durations as seconds, constants in small letters,
 * everything else that is neither a number nor a boolean as a string. One line, no blanks.
 */
public final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** The value as JSON. */
    public static String of(Object value) {
        return new Json().write(value).text.toString();
    }

    private Json write(Object value) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            text.append(value);
        } else if (value instanceof Double number) {
            text.append(Double.isFinite(number) ? number.toString() : "null");
        } else if (value instanceof Duration duration) {
            text.append(duration.toMillis() / 1000.0);
        } else if (value instanceof Collection<?> list) {
            writeList(list);
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            map.forEach((key, member) -> member(key.toString(), member));
            text.append('}');
        } else if (value instanceof Enum<?> constant) {
            // The word that commands use.
            writeString(constant.name().toLowerCase(Locale.ROOT));
        } else if (value instanceof Record) {
            writeRecord((Record) value);
        } else {
            writeString(value.toString());
        }
        return this;
    }

    private void writeList(Collection<?> list) {
        text.append('[');
        String separator = "";
        for (Object element : list) {
            text.append(separator);
            write(element);
            separator = ",";
        }
        text.append(']');
    }

    private void writeRecord(Record value) {
        text.append('{');
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                member(component.getName(), component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("record cannot be read: component=" + component, e);
            }
        }
        text.append('}');
    }

    private void member(String name, Object value) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(',');
        }
        writeString(name);
        text.append(':');
        write(value);
    }

    private void writeString(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || Character.isSurrogate(c) && !isPaired(value, i)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isPaired(String value, int i) {
        boolean high = Character.isHighSurrogate(value.charAt(i));
        int other = high ? i + 1 : i - 1;
        return other >= 0
                && other < value.length()
                && (high ? Character.isLowSurrogate(value.charAt(other)) : Character.isHighSurrogate(value.charAt(other)));
    }
}
