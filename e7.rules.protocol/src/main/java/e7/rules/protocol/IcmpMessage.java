package e7.rules.protocol;

import e7.api.packet.Packet;
import e7.api.rule.Match;

/**
 * ICMP messages of one type, or of one type and code, on one version of IP.
 *
 * @param type 0 to 255
 * @param code 0 to 255, or {@link #ANY_CODE}
 */
record IcmpMessage(int type, int code) {

    static final int ANY_CODE = -1;

    /** Whether a packet's type, which is known, and its code, which need not be, are these. */
    Match match(int packetType, int packetCode) {
        if (packetType != type) {
            return Match.NO;
        }
        if (code == ANY_CODE || packetCode == code) {
            return Match.YES;
        }
        return packetCode == Packet.UNKNOWN ? Match.UNKNOWN : Match.NO;
    }

    /** This one with a code, which it has not yet. */
    IcmpMessage withCode(int newCode) {
        return new IcmpMessage(type, newCode);
    }
}
