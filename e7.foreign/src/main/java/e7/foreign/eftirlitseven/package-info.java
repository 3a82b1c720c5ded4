/** EftirlitSeven's command files. */
package e7.foreign.eftirlitseven;
