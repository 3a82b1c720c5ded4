/**
 * nf_tables, {@code linux/netfilter/nf_tables.h}: transactions, rules with one class for each expression, and what is in force now. All numbers in
 * nf_tables' attributes are big-endian; what is in a register (marks, conntrack states) is in host order.
 */
package e7.netlink.nftables;
