package e7.console.command;

import java.util.List;

/**
 * What there is to say about a command.
 *
 * @param name the command
 * @param usage what follows it
 * @param about one line
 * @param examples one a line, or the empty string
 */
record Topic(String name, String usage, String about, String examples) {

    private static final String RULE_USE = "[any|PROTOCOL] [PATH] [CRITERION...] [name=TEXT] [priority=N] [for=10m|until=TIME] [log]";

    private static final String EXAMPLES =
            """
            allow protocol=udp dport=53 path=/usr/bin/dig name="dns ok"
            allow tcp /usr/bin/nc
            block user!=alice dst=192.0.2.0/24
            reject any /usr/games/""";

    /** In the order in which they are listed. */
    static final List<Topic> ALL = List.of(
            new Topic("status", "[--json]", "how the firewall is", ""),
            new Topic("allow", RULE_USE, "adds a rule that lets packets pass", EXAMPLES),
            new Topic("block", RULE_USE, "adds a rule that drops packets silently", EXAMPLES),
            new Topic("reject", RULE_USE, "adds a rule that refuses packets and tells the sender", EXAMPLES),
            new Topic(
                    "clear",
                    "all | ID | name=TEXT | [PROTOCOL|any] [PATH] [CRITERION...]",
                    "removes rules: the one with that number or name, or those of exactly these criteria",
                    """
                    clear 3
                    clear name="dns ok"
                    clear tcp /usr/bin/nc
                    clear all                       all but the built-in one; in files and scripts clear alone means it, too"""),
            new Topic(
                    "rules",
                    "[--json] [list | check | export [FILE] | import FILE | import --from FORMAT [--replace] [--dry-run] PATH"
                            + " | diff [VERSION|FILE] | versions | restore [VERSION]]",
                    "the rules in the order in which they win; the whole policy as a text, and its earlier versions",
                    """
                    rules check                     which rules can never win, and which contradict each other
                    rules export /root/rules.txt    writes rules and flags to a file
                    rules import /root/rules.txt    puts them in the place of the present ones, all or none
                    rules import --from opensnitch /etc/opensnitchd/rules
                                                    adds another program's rules, and says what became of each; --replace
                                                    puts them in the place of the present ones, --dry-run only says
                    rules import --from eftirlitseven /root/e7d.rules
                                                    runs EftirlitSeven's commands
                    rules diff                      what the latest change did
                    rules diff 7                    what has changed since version 7
                    rules diff /root/rules.txt      what importing that file would change
                    rules restore                   goes back to the version before"""),
            new Topic(
                    "change",
                    "{ COMMAND; COMMAND... }",
                    "makes one change of several commands, or none if one of them fails",
                    "change { allow tcp dport=443 user=alice; set unkrule block }"),
            new Topic(
                    "explain",
                    "[--json] [flow NUMBER | CRITERION...]",
                    "which rule wins for a packet, and why: for one seen, by its flow's number, or for one thought of",
                    """
                    explain flow 12
                    explain protocol=udp dport=53 path=/usr/bin/dig user=alice"""),
            new Topic("mode", "[enabled|disabled|block|observe]", "what the firewall does as a whole", ""),
            new Topic("enable", "", "mode enabled", ""),
            new Topic("disable", "", "mode disabled", ""),
            new Topic("set", "FLAG VALUE", "sets a flag", "set unkrule block"),
            new Topic("get", "[--json] [FLAG]", "the flags, or one of them", ""),
            new Topic("flows", "[--json|--once] [-n COUNT] [-d SECONDS]", "the flows seen of late, 500 rows unless told; q ends", ""),
            new Topic("top", "[--json|--once] [-n COUNT] [-d SECONDS]", "traffic by program; q ends", ""),
            new Topic("events", "[--json|-f] [-n COUNT]", "what happened; -f goes on until q", ""),
            new Topic("cache", "[--json] [list | stats | use KIND STRATEGY]", "the caches and their strategies", "cache use process array-slot"),
            new Topic("plugins", "[--json]", "the parts that can be swapped", ""),
            new Topic("try", "PROGRAM [ARGUMENT...]", "runs a program under the firewall; a script ends with its exit code if it failed", "try curl http://127.0.0.1/"),
            new Topic("help", "[COMMAND]", "lists the commands, or explains one", ""),
            new Topic("exit", "", "ends the shell and the firewall", ""));
}
