/** The version of the program, as package.json says. A test holds the two together. */
export const VERSION = '0.1.0';
