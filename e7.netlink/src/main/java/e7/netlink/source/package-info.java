/** The packet source: the service that the engine uses, made of the families' messages. */
package e7.netlink.source;
