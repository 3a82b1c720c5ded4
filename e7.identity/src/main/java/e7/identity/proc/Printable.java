package e7.identity.proc;

/**
 * Names that strangers chose, made fit for a terminal or a log: control and formatting characters could rewrite the line they stand in,
 * or make one name look like another.
 */
final class Printable {

    private Printable() {
    }

    /** The text with a question mark for every character that is not plainly visible. */
    static String of(String text) {
        if (text.codePoints().allMatch(Printable::isVisible)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().map(c -> isVisible(c) ? c : '?').forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
