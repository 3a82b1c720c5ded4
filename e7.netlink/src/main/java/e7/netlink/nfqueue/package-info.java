/** Queueing packets to user space, {@code linux/netfilter/nfnetlink_queue.h}: one class for each message, and the queue's figures. */
package e7.netlink.nfqueue;
