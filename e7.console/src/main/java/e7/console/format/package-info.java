/** From values to text: tables, blocks, JSON. Knows nothing of where the values come from. */
package e7.console.format;
