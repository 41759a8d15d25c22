import type { Findings } from "../../../definition/feature";
import { listSome } from "../../../limits";
import type { FoundCosts } from "../plan/foundCosts";
import { warned } from "./judgementFindings";

/** The most tags that a message names. */
const NAMED = 5;

/** Tags that AWS does not know yet are activated by a later run. */
export function waitingTags({ tags: { waiting, unread } }: FoundCosts): Findings {
    const named = (tags: readonly string[]): string =>
        `${tags.length === 1 ? "cost allocation tag" : "cost allocation tags"} ${listSome(tags, NAMED)}`;
    return warned([
        ...(waiting.length > 0
            ? [
                  `${named(waiting)}: AWS does not know ${waiting.length === 1 ? "it" : "them"} yet. It finds a tag up to 24 hours after its first use on a resource. A later \`up\` activates it`,
              ]
            : []),
        ...(unread.length > 0
            ? [
                  `${named(unread)}: not activated by this run, because AWS did not say whether it knows ${unread.length === 1 ? "it" : "them"}`,
              ]
            : []),
    ]);
}
