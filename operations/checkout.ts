import * as path from "node:path";

/** The folder of the checkout. The bundle that runs this is in .build, beside operations/: the parent of `__dirname` is the same. */
export const CHECKOUT = path.resolve(__dirname, "..");
