package e7.kernel.index;

import e7.kernel.index.Keys.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Makes the nodes of a {@link RuleIndex}. Ranks are ascending wherever they stand together. */
final class IndexBuilder {

    /** So few rules are asked sooner than looked up. */
    private static final int FEW = 4;

    /** How many rules that share a number one binary digit of breadth weighs as much as, since broad keys are met by many packets. */
    private static final int WEIGHT_OF_BREADTH = 2;

    private final List<Keys> keys;
    private final IntPredicate mattersInDoubt;

    IndexBuilder(List<Keys> keys, IntPredicate mattersInDoubt) {
        this.keys = keys;
        this.mattersInDoubt = mattersInDoubt;
    }

    /** A node of these rules. */
    Node node(int[] ranks) {
        return node(ranks, EnumSet.allOf(Dimension.class));
    }

    private Node node(int[] ranks, Set<Dimension> dimensions) {
        if (ranks.length == 0) {
            return Node.EMPTY;
        }
        if (ranks.length <= FEW || dimensions.isEmpty()) {
            return new Node(ranks, new Branch[0]);
        }
        Ranks always = new Ranks();
        Map<Dimension, Ranks> divided = divide(ranks, dimensions, always);
        List<Branch> branches = new ArrayList<>();
        divided.forEach((dimension, found) -> {
            Set<Dimension> others = EnumSet.copyOf(dimensions);
            others.remove(dimension);
            branches.add(new BranchBuilder(dimension, others).branch(found.toArray()));
        });
        return new Node(always.toArray(), branches.toArray(Branch[]::new));
    }

    /** Gives each rule to the dimension that singles it out best, or to {@code always}. */
    private Map<Dimension, Ranks> divide(int[] ranks, Set<Dimension> dimensions, Ranks always) {
        Dimension[] best = new Dimension[ranks.length];
        int[] least = new int[ranks.length];
        int[] divided = new int[Dimension.COUNT];
        for (Dimension dimension : dimensions) {
            Map<Key, Integer> sharing = sharing(ranks, dimension);
            for (int i = 0; i < ranks.length && !sharing.isEmpty(); i++) {
                int weight = weight(keys.get(ranks[i]).of(dimension), sharing);
                if (weight > 0 && (best[i] == null || weight < least[i])) {
                    best[i] = dimension;
                    least[i] = weight;
                }
            }
        }
        for (Dimension dimension : best) {
            if (dimension != null) {
                divided[dimension.ordinal()]++;
            }
        }
        Map<Dimension, Ranks> result = new TreeMap<>();
        for (int i = 0; i < ranks.length; i++) {
            boolean alone = best[i] == null || divided[best[i].ordinal()] == 1;
            (alone ? always : result.computeIfAbsent(best[i], absent -> new Ranks())).add(ranks[i]);
        }
        return result;
    }

    /** How many of the rules have each key. */
    private Map<Key, Integer> sharing(int[] ranks, Dimension dimension) {
        Map<Key, Integer> sharing = new HashMap<>();
        for (int rank : ranks) {
            keys.get(rank).of(dimension).forEach(key -> sharing.merge(key, 1, Integer::sum));
        }
        return sharing;
    }

    /** With how many others a rule is found by these keys, at worst; 0 if there are none. */
    private static int weight(List<Key> of, Map<Key, Integer> sharing) {
        int weight = 0;
        for (Key key : of) {
            weight = Math.max(weight, sharing.get(key) + WEIGHT_OF_BREADTH * key.breadth());
        }
        return weight;
    }

    /** Makes one branch. */
    private final class BranchBuilder {
        private final Dimension dimension;
        private final Set<Dimension> others;
        private final List<Node> nodes = new ArrayList<>();
        private final Map<Long, Ranks> ones = new HashMap<>();
        private final Map<Long, Ranks> folders = new HashMap<>();
        private final SortedMap<Block, Ranks> blocks = new TreeMap<>();
        private int longestFolder;
        private long folderLengths;

        BranchBuilder(Dimension dimension, Set<Dimension> others) {
            this.dimension = dimension;
            this.others = others;
        }

        Branch branch(int[] ranks) {
            for (int rank : ranks) {
                keys.get(rank).of(dimension).forEach(key -> file(key, rank));
            }
            Node unknown = node(Arrays.stream(ranks).filter(mattersInDoubt).toArray(), others);
            LongTable table = table(ones);
            if (dimension == Dimension.PATH) {
                LongTable folderTable = table(folders);
                return new Branch.ByPath(table, folderTable, longestFolder, folderLengths, nodes.toArray(Node[]::new), unknown);
            }
            SortedMap<Block, Integer> values = new TreeMap<>();
            blocks.forEach((block, found) -> values.put(block, value(found)));
            return new Branch.ByNumber(dimension, table, new Blocks(values), nodes.toArray(Node[]::new), unknown);
        }

        private void file(Key key, int rank) {
            if (key.folder() > 0) {
                folders.computeIfAbsent(key.first(), absent -> new Ranks()).add(rank);
                longestFolder = Math.max(longestFolder, key.folder());
                folderLengths |= 1L << key.folder();
            } else {
                Block.split(key.first(), key.last(), block -> file(block, rank));
            }
        }

        private void file(Block block, int rank) {
            Ranks ranks = block.bits() == 0
                    ? ones.computeIfAbsent(block.start(), absent -> new Ranks())
                    : blocks.computeIfAbsent(block, absent -> new Ranks());
            ranks.add(rank);
        }

        private LongTable table(Map<Long, Ranks> ranks) {
            Map<Long, Integer> values = new HashMap<>();
            ranks.forEach((number, found) -> values.put(number, value(found)));
            return new LongTable(values);
        }

        /** The rank, or the complement of the index of a node. */
        private int value(Ranks found) {
            int[] ranks = found.toArray();
            if (ranks.length == 1) {
                return ranks[0];
            }
            nodes.add(node(ranks, others));
            return ~(nodes.size() - 1);
        }
    }
}
