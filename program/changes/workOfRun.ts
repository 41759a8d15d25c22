import type { ResourceChange } from "../../definition/feature";
import { ACCOUNT_CREATION } from "../../limits";
import type { ChangeReview } from "./changeReview";
import { CORE } from "../state";

/** How often the AWS provider asks whether an account exists, in seconds. */
const ASKED_EVERY = 10;
/** What AWS takes for one change of an organisation, in seconds: it makes them one after the other. */
const ONE_CHANGE = 0.5;

/** The calls of AWS that a run makes at least, and the time that AWS's limits make them take. Stacks in accounts are not counted. */
export function workOf(changes: readonly ResourceChange[]): ChangeReview["work"] {
    const made = changes.filter(({ operation }) => operation !== "import" && operation !== "forget");
    const accounts = made.filter(({ type, operation }) => type === CORE.account && operation === "create").length;
    const { burst, secondsBetween } = ACCOUNT_CREATION;
    const creation = accounts === 0 ? 0 : Math.max(0, accounts - burst) * secondsBetween + 2 * ASKED_EVERY;
    const calls = made.reduce((sum, { operation }) => sum + (operation === "replace" ? 2 : 1), 2 * accounts);
    return { calls, seconds: Math.round(creation + (made.length - accounts) * ONE_CHANGE) };
}
