package e7.netlink.nftables;

import e7.netlink.MessageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A rule: its expressions are carried out in order, until one ends it.
 *
 * @param comment what nft(8) shows behind it; at most 128 bytes
 */
public record Rule(String comment, List<Expression> expressions) {

    /** A rule of these expressions. */
    public static Rule of(String comment, Expression... expressions) {
        return new Rule(comment, List.of(expressions));
    }

    /** Writes NFTA_RULE_EXPRESSIONS and NFTA_RULE_USERDATA. */
    void encode(MessageBuilder out) {
        int list = out.beginNested(NfTables.NFTA_RULE_EXPRESSIONS);
        for (Expression expression : expressions) {
            expression.encode(out);
        }
        out.endNested(list);
        if (!comment.isEmpty()) {
            out.putBytes(NfTables.NFTA_RULE_USERDATA, userdata());
        }
    }

    private byte[] userdata() {
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        byte[] userdata = new byte[text.length + 3];
        userdata[0] = NfTables.NFTNL_UDATA_RULE_COMMENT;
        userdata[1] = (byte) (text.length + 1);
        System.arraycopy(text, 0, userdata, 2, text.length);
        return userdata;
    }
}
