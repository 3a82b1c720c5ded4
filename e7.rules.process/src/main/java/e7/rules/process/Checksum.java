package e7.rules.process;

import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a file's content: 32 bytes, compared by them. */
record Checksum(byte[] bytes) {

    static final int LENGTH = 32;

    /** Reads 64 hexadecimal digits. */
    static Checksum parse(String digits) {
        return new Checksum(HexFormat.of().parseHex(digits));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum checksum && Arrays.equals(bytes, checksum.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
