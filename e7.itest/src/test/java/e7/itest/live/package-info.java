/** The product as its users run it: {@code run/e7 sandbox}, real programs, real packets, each test in a namespace of its own. */
package e7.itest.live;
