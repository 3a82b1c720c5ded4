package e7.foreign.opensnitch;

/** What OpenSnitch's rules can be about and E7's cannot. */
final class Unsaid {

    private Unsaid() {}

    /** Why there is nothing for an operand. */
    static String reason(String operand) {
        if (operand.startsWith("process.env.")) {
            return operand + ": the environment of a process is not looked at, since every process writes its own";
        }
        if (operand.startsWith("process.hash.")) {
            return operand + ": MD5 and SHA-1 sums of programs are not compared";
        }
        return switch (operand) {
            case "dest.host", "lists.domains", "lists.domains_regexp" -> operand + ": names of hosts are not looked up";
            case "process.id" -> operand + ": a process is not named by its number, which another gets after it";
            case "lists.hash.md5" -> operand + ": MD5 sums of programs are not compared";
            case "iface.in" -> operand + ": what this host sends has come in by no interface";
            case "" -> "it has no condition";
            default -> "there is no '" + operand + "' here";
        };
    }
}
