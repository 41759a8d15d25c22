import * as path from "node:path";

/**
 * The checkout's folder. The bundle that runs this lies in .build, a neighbour of operations/, so `__dirname` has the same parent
 * in both.
 */
export const CHECKOUT = path.resolve(__dirname, "..");
