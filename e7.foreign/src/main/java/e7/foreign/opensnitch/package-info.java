/** OpenSnitch's rules: a folder of JSON files, in the place where its daemon has them /etc/opensnitchd/rules. */
package e7.foreign.opensnitch;
