package e7.kernel.index;

import e7.api.packet.Packet;

/**
 * Rules that are found by one dimension. Under a number stands a rank, or the complement of the index of a node if it is several rules.
 * Immutable.
 */
abstract class Branch {

    private final Dimension dimension;
    private final Node[] nodes;
    private final Node unknown;

    /**
     * A branch.
     *
     * @param unknown those of its rules that matter where the packet's number is unknown
     */
    Branch(Dimension dimension, Node[] nodes, Node unknown) {
        this.dimension = dimension;
        this.nodes = nodes;
        this.unknown = unknown;
    }

    /** Adds what the packet can meet here. */
    final void collect(Packet packet, Candidates candidates) {
        switch (dimension.state(packet)) {
            case KNOWN -> collectKnown(packet, candidates);
            case UNKNOWN -> {
                Merge before = candidates.beginDoubt();
                unknown.collect(packet, candidates);
                candidates.endDoubt(before);
            }
            case ABSENT -> { /* All of them say no. */ }
        }
    }

    abstract void collectKnown(Packet packet, Candidates candidates);

    final long number(Packet packet) {
        return dimension.number(packet);
    }

    /** Adds what a table gave. */
    final void take(int value, Packet packet, Candidates candidates) {
        if (value >= 0) {
            candidates.add(value);
        } else if (value != LongTable.NONE) {
            nodes[~value].collect(packet, candidates);
        }
    }

    /** By one number, or by the blocks that it lies in. */
    static final class ByNumber extends Branch {
        private final LongTable ones;
        private final Blocks blocks;

        ByNumber(Dimension dimension, LongTable ones, Blocks blocks, Node[] nodes, Node unknown) {
            super(dimension, nodes, unknown);
            this.ones = ones;
            this.blocks = blocks;
        }

        @Override
        void collectKnown(Packet packet, Candidates candidates) {
            long number = number(packet);
            take(ones.get(number), packet, candidates);
            for (int block = blocks.innermost(number); block >= 0; block = blocks.around(block)) {
                take(blocks.value(block), packet, candidates);
            }
        }
    }

    /** By the path of the process, or by the folders that it lies in. */
    static final class ByPath extends Branch {
        private final LongTable files;
        private final LongTable folders;
        private final int longestFolder;

        /** Bit n is set if there is a folder whose path is n characters long, n modulo 64. */
        private final long folderLengths;

        ByPath(LongTable files, LongTable folders, int longestFolder, long folderLengths, Node[] nodes, Node unknown) {
            super(Dimension.PATH, nodes, unknown);
            this.files = files;
            this.folders = folders;
            this.longestFolder = longestFolder;
            this.folderLengths = folderLengths;
        }

        @Override
        void collectKnown(Packet packet, Candidates candidates) {
            take(files.get(number(packet)), packet, candidates);
            String path = packet.process().path();
            int end = Math.min(path.length(), longestFolder);
            long hash = 0;
            for (int i = 0; i < end; i++) {
                char c = path.charAt(i);
                hash = Keys.folderHash(hash, c);
                if (c == '/' && (folderLengths & 1L << i + 1) != 0) {
                    take(folders.get(hash), packet, candidates);
                }
            }
        }
    }
}
