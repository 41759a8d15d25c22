import type { Feature } from "../definition/feature";
import { accountSettings } from "./accountSettings/definition";
import { assertions } from "./assertions/definition";
import { baseline } from "./baseline/definition";
import { costs } from "./costs/definition";
import { delegation } from "./delegation/definition";
import { people } from "./people/definition";
import { security } from "./security/definition";

/** All capabilities, in the order in which editors show their keys. Only index.ts and operations/main.ts import this. */
export const FEATURES: readonly Feature[] = [
    accountSettings,
    assertions,
    baseline,
    costs,
    delegation,
    people,
    security,
];
