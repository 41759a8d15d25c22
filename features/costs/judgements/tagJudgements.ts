import type { ExistingState, Findings } from "../../../definition/feature";
import { listSome } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { COST_RESOURCES, namesIn } from "../plan/stackBefore";
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

/** AWS does not look back: costs before the activation have no tag. */
export function newTags({ dimensions }: CostsModel, { resources }: ExistingState, { tags }: FoundCosts): Findings {
    const inState = namesIn(resources, COST_RESOURCES.tag);
    const added = dimensions.filter(
        ({ tag = "", resources: ofResources }) =>
            ofResources && tags.registered.includes(tag) && !tags.active.has(tag) && !inState.has(tag),
    );
    return warned(
        added.map(
            ({ key, tag = "" }) =>
                `dimension ${key}: a resource's tag ${tag} counts from the day on which this run activates it. Earlier costs have the value of their account, unless you start a backfill in the console of AWS Billing (up to 12 months)`,
        ),
    );
}

/**
 * AWS divides the costs of a time in which a tag was not active only if somebody asks for a backfill, of up to twelve months.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-allocation-backfill.html, read on 2026-11-27.
 */
export function endedTags({ allocationTags }: CostsModel, { resources }: ExistingState): Findings {
    const ended = [...namesIn(resources, COST_RESOURCES.tag)].filter((tag) => !allocationTags.includes(tag));
    if (ended.length === 0) return warned([]);
    const isOne = ended.length === 1;
    return warned([
        `cost allocation ${isOne ? "tag" : "tags"} ${listSome(ended, NAMED)} ${isOne ? "is" : "are"} deactivated: AWS divides no further costs by ${isOne ? "it" : "them"}. Once active again, a backfill in the console of AWS Billing can make up for up to 12 months. ` +
            `Budgets and reports that filter by ${isOne ? "it" : "them"} count nothing from now on`,
    ]);
}
