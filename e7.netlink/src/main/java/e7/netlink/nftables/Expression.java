package e7.netlink.nftables;

import e7.netlink.MessageBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One step of a rule. A step either works on registers, ends the rule's evaluation for this packet, or gives a verdict. */
public interface Expression {

    /** The kernel's name for it (NFTA_EXPR_NAME). */
    String name();

    /** Writes its attributes, those of NFTA_EXPR_DATA. */
    void encodeData(MessageBuilder out);

    /** Writes it as an element of a rule's list. */
    default void encode(MessageBuilder out) {
        int element = out.beginNested(NfTables.NFTA_LIST_ELEM);
        out.putString(NfTables.NFTA_EXPR_NAME, name());
        int data = out.beginNested(NfTables.NFTA_EXPR_DATA);
        encodeData(out);
        out.endNested(data);
        out.endNested(element);
    }

    /** Writes a constant (NFTA_DATA_VALUE), as it is to be compared with a register. */
    static void encodeValue(MessageBuilder out, int type, byte[] value) {
        int data = out.beginNested(type);
        out.putBytes(NfTables.NFTA_DATA_VALUE, value);
        out.endNested(data);
    }

    /** A 32-bit number as registers hold it, in host order. */
    static byte[] u32(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, value).array();
    }
}
