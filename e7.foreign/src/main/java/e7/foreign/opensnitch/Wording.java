package e7.foreign.opensnitch;

import e7.foreign.opensnitch.LiteralPattern.Literal;
import e7.foreign.opensnitch.SnitchRule.Operator;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule's conditions in the words of criteria (OpenSnitch: daemon/rule/operator.go, Compile and Match). What the words say is what the
 * conditions say, or for a rule that lets pass a part of it.
 */
final class Wording {

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern UID = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\\\]");

    /** What is compared as it is here, and by OpenSnitch in any letter case unless it is told otherwise. */
    private static final Set<String> NAMES = Set.of("process.path", "process.parent.path", "process.command", "iface.out");
    private static final int LAST_PORT = 65535;
    private static final long LAST_UID = 4_294_967_294L;

    private final boolean allows;
    private final Map<String, List<String>> aliases;

    /** Name to values, of which there is at least one. */
    private final Map<String, List<String>> criteria = new LinkedHashMap<>();

    /** The same for what is about addresses. */
    private final Map<String, List<Network>> networks = new LinkedHashMap<>();
    private final Protocols protocols = new Protocols();
    private final List<String> remarks = new ArrayList<>();
    private boolean ignoresCase;

    /**
     * Ready to be told conditions.
     *
     * @param allows whether the rule is one that lets pass
     * @param aliases names of lists of networks
     */
    Wording(boolean allows, Map<String, List<String>> aliases) {
        this.allows = allows;
        this.aliases = aliases;
    }

    /** Adds a rule's condition, or all of its list. */
    void add(Operator operator) throws UnsayableException {
        if (!operator.type().equals("list")) {
            addOne(operator);
            return;
        }
        if (operator.list().isEmpty()) {
            throw new UnsayableException("its list of conditions is empty, which OpenSnitch takes for everything");
        }
        for (Operator one : operator.list()) {
            addOne(one);
        }
    }

    private void addOne(Operator operator) throws UnsayableException {
        switch (operator.operand()) {
            case "true" -> { }
            case "process.path" -> addPaths("path", operator);
            case "process.parent.path" -> addPaths("parent", operator);
            case "process.command" -> addCommandLines(operator);
            case "user.id" -> addUsers(operator);
            case "user.name" -> addUserName(operator);
            case "protocol" -> addProtocols(operator);
            case "dest.port" -> addPorts("dport", operator);
            case "source.port" -> addPorts("sport", operator);
            case "dest.ip" -> addAddresses("dst", operator);
            case "source.ip" -> addAddresses("src", operator);
            case "dest.network" -> addNetworks("dst", operator);
            case "source.network" -> addNetworks("src", operator);
            case "iface.out" -> addInterfaces(operator);
            case "lists.ips", "lists.nets" -> addLists(operator);
            default -> throw new UnsayableException(Unsaid.reason(operator.operand()));
        }
    }

    private void addPaths(String criterion, Operator operator) throws UnsayableException {
        List<String> paths = new ArrayList<>();
        for (Literal literal : literals(operator)) {
            String path = literal.text();
            if (!path.startsWith("/") || path.endsWith("/") && !literal.isBeginning()) {
                throw new UnsayableException("no program has the path '" + path + "'");
            }
            if (literal.isBeginning() && !path.endsWith("/")) {
                throw new UnsayableException("'" + path + "' is the beginning of a name, and neither a file nor a folder");
            }
            heedLink(path);
            paths.add(path);
        }
        put(criterion, paths);
    }

    /** OpenSnitch leaves out empty arguments and all blanks but one; here a command line is compared as it is. */
    private void addCommandLines(Operator operator) throws UnsayableException {
        List<String> patterns = new ArrayList<>();
        for (Literal literal : literals(operator)) {
            String text = literal.text();
            if (text.isBlank() || text.startsWith(" ") || text.contains("  ") || text.endsWith(" ") && !literal.isBeginning()) {
                throw new UnsayableException("OpenSnitch knows no command line '" + text + "'");
            }
            patterns.add(WILDCARD.matcher(text).replaceAll("\\\\$0") + (literal.isBeginning() ? "*" : ""));
        }
        if (!allows) {
            remarks.add("with an empty argument or a second blank it is another command line here");
        }
        put("cmdline", patterns);
    }

    /** OpenSnitch compares what the kernel names, which is never a link; here links are followed. */
    private void heedLink(String path) throws UnsayableException {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String target;
        try {
            target = Path.of(plain).toRealPath().toString();
        } catch (IOException e) {
            return;
        } catch (InvalidPathException e) {
            throw new UnsayableException("no program has the path '" + path + "'");
        }
        if (!target.equals(plain)) {
            if (allows) {
                throw new UnsayableException(
                        plain + " is a link to " + target + ", which OpenSnitch does not follow and which would be allowed here");
            }
            remarks.add(plain + " is a link to " + target + ", which it is about here, too");
        }
    }

    private void addUsers(Operator operator) throws UnsayableException {
        List<String> users = new ArrayList<>();
        for (String user : texts(operator)) {
            if (!UID.matcher(user).matches() || Long.parseLong(user) > LAST_UID) {
                throw new UnsayableException("no user has the number '" + user + "'");
            }
            users.add(user);
        }
        put("user", users);
    }

    private void addUserName(Operator operator) throws UnsayableException {
        String name = operator.data();
        if (!operator.type().equals("simple")) {
            throw new UnsayableException("OpenSnitch compares names of users by type simple alone, not " + operator.type());
        }
        if (name.isEmpty() || name.chars().allMatch(Character::isDigit)) {
            throw new UnsayableException("'" + name + "' is taken for a number here and for a name by OpenSnitch");
        }
        put("user", List.of(name));
    }

    private void addProtocols(Operator operator) throws UnsayableException {
        if (!protocols.isEmpty()) {
            throw twice("protocol");
        }
        for (String name : texts(operator)) {
            protocols.add(name, operator.sensitive());
        }
    }

    private void addPorts(String criterion, Operator operator) throws UnsayableException {
        if (operator.type().equals("range")) {
            put(criterion, List.of(portRange(operator.data())));
            return;
        }
        List<String> ports = texts(operator);
        for (String port : ports) {
            if (port.equals("0")) {
                throw portZero();
            }
            if (!PORT.matcher(port).matches() || Integer.parseInt(port) > LAST_PORT) {
                throw new UnsayableException("there is no port '" + port + "'");
            }
        }
        put(criterion, ports);
    }

    private static String portRange(String data) throws UnsayableException {
        Matcher range = RANGE.matcher(data.replace(" ", ""));
        if (!range.matches() || Integer.parseInt(range.group(1)) > Math.min(LAST_PORT, Integer.parseInt(range.group(2)))) {
            throw new UnsayableException("'" + data + "' is no range of ports");
        }
        int first = Integer.parseInt(range.group(1));
        if (first == 0) {
            throw portZero();
        }
        int last = Math.min(LAST_PORT, Integer.parseInt(range.group(2)));
        return first == last ? String.valueOf(first) : first + "-" + last;
    }

    private static UnsayableException portZero() {
        return new UnsayableException("ICMP has port 0 in OpenSnitch, and no port here");
    }

    private void addAddresses(String criterion, Operator operator) throws UnsayableException {
        List<Network> list = new ArrayList<>();
        for (Literal literal : literals(operator)) {
            String text = operator.sensitive() ? literal.text() : literal.text().toLowerCase(Locale.ROOT);
            list.add(literal.isBeginning() ? Network.beginning(text) : Network.address(text));
        }
        putNetworks(criterion, list);
    }

    private void addNetworks(String criterion, Operator operator) throws UnsayableException {
        if (!operator.type().equals("network")) {
            throw typeFault(operator);
        }
        List<String> alias = aliases.get(operator.data());
        if (alias == null && !operator.data().contains("/")) {
            throw new UnsayableException("'" + operator.data() + "' is no network, and no name in a file " + OpenSnitchImporter.ALIASES
                    + " beside the folder");
        }
        List<Network> list = new ArrayList<>();
        for (String network : alias == null ? List.of(operator.data()) : alias) {
            // Names stand for what Go's ParseCIDR understands of them, which no address without a prefix is.
            if (alias == null || network.contains("/")) {
                list.add(Network.cidr(network));
            }
        }
        putNetworks(criterion, list);
    }

    private void putNetworks(String criterion, List<Network> list) throws UnsayableException {
        if (list.isEmpty()) {
            throw new UnsayableException("its list of networks is empty, so it is never true");
        }
        networks.put(criterion, list);
        put(criterion, list.stream().map(Network::text).toList());
    }

    private void addInterfaces(Operator operator) throws UnsayableException {
        List<String> names = new ArrayList<>();
        for (Literal literal : literals(operator)) {
            if (literal.text().isEmpty() || literal.text().contains("*")) {
                throw new UnsayableException("no interface has the name '" + literal.text() + "'");
            }
            names.add(literal.text() + (literal.isBeginning() ? "*" : ""));
        }
        put("interface", names);
    }

    /** OpenSnitch follows the folder, and a list that is taken out of it is none any more; here a list stays. */
    private void addLists(Operator operator) throws UnsayableException {
        if (allows) {
            throw new UnsayableException(operator.operand() + ": what is taken out of a folder of lists would still be allowed here");
        }
        List<String> files = ListFolder.files(operator.data());
        remarks.add("the lists that are in " + operator.data() + " now; one that comes later is not heeded");
        put("list", files);
    }

    /** The texts that a condition of type simple or regexp compares with. */
    private List<Literal> literals(Operator operator) throws UnsayableException {
        ignoresCase |= NAMES.contains(operator.operand()) && !operator.sensitive() && operator.data().chars().anyMatch(Character::isLetter);
        return switch (operator.type()) {
            case "simple" -> List.of(new Literal(operator.data(), false));
            case "regexp" -> LiteralPattern.of(operator.data());
            default -> throw typeFault(operator);
        };
    }

    private List<String> texts(Operator operator) throws UnsayableException {
        List<String> texts = new ArrayList<>();
        for (Literal literal : literals(operator)) {
            if (literal.isBeginning()) {
                throw new UnsayableException("its regular expression " + operator.data() + " is not tied to the end with $");
            }
            texts.add(literal.text());
        }
        return texts;
    }

    private static UnsayableException typeFault(Operator operator) {
        return new UnsayableException(operator.operand() + " of type '" + operator.type() + "' has no equal here");
    }

    private void put(String criterion, List<String> values) throws UnsayableException {
        if (criteria.put(criterion, values) != null) {
            throw twice(criterion);
        }
    }

    private static UnsayableException twice(String criterion) {
        return new UnsayableException("it has two conditions that are both about " + criterion);
    }

    /** The criteria, one word each. */
    List<String> words() throws UnsayableException {
        restrictVersion(protocols.version());
        boolean ports = criteria.containsKey("dport") || criteria.containsKey("sport");
        List<String> words = new ArrayList<>();
        List<String> transport = protocols.values(allows, ports);
        if (!transport.isEmpty()) {
            words.add(word("protocol", transport));
        }
        criteria.forEach((criterion, values) -> words.add(word(criterion, values)));
        // OpenSnitch sees what begins a connection of this host, and nothing of what others began.
        words.add("direction=out");
        return words;
    }

    private void restrictVersion(int version) throws UnsayableException {
        if (version == 0) {
            return;
        }
        if (networks.isEmpty()) {
            putNetworks("dst", List.of(Network.all(version)));
        }
        for (Map.Entry<String, List<Network>> entry : networks.entrySet()) {
            List<String> left = entry.getValue().stream().filter(one -> one.version() == version).map(Network::text).toList();
            if (left.isEmpty()) {
                throw new UnsayableException("its protocol is of the other version of IP than its address, so it is never true");
            }
            criteria.put(entry.getKey(), left);
        }
    }

    private static String word(String criterion, List<String> values) {
        return criterion + "=" + String.join(",", values.stream().map(value -> value.replace(",", ",,")).toList());
    }

    /** What is otherwise here, of this rule. */
    List<String> remarks() {
        return remarks;
    }

    /** Whether OpenSnitch compares names without regard to letter case where E7 heeds it. */
    boolean ignoresCase() {
        return ignoresCase;
    }
}
