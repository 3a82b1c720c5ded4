/** Ways past the firewall that an unprivileged process might try, each tried for real. Named limits are asserted as such. */
package e7.itest.attack;
