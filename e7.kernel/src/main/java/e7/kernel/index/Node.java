package e7.kernel.index;

import e7.api.packet.Packet;

/**
 * Some of the rules: those that are asked about every packet that comes here, and those that are found by a number. Each rule of a node is in
 * one place of these. Immutable.
 */
final class Node {

    static final Node EMPTY = new Node(new int[0], new Branch[0]);

    private final int[] always;
    private final Branch[] branches;

    /**
     * A node.
     *
     * @param always ranks, ascending
     */
    Node(int[] always, Branch[] branches) {
        this.always = always;
        this.branches = branches;
    }

    /** Adds what the packet can meet here. */
    void collect(Packet packet, Candidates candidates) {
        candidates.add(always);
        for (Branch branch : branches) {
            branch.collect(packet, candidates);
        }
    }
}
