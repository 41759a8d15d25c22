import type { Tags } from "../../../../definition";
import { tagsInAws } from "../../../../definition/unitMarks";
import type { IgnoredTags } from "../../../cli/stackSettings";
import type { FoundDifference } from "../driftItem";
import type { AppliedTags } from "../read/appliedState";
import { definitionSays, type Comparison } from "./comparison";

/**
 * The tags of units, accounts and policies that were changed. Nothing if the tags were not read.
 *
 * @param ignored the state does not have these tags.
 */
export function tagDrift(on: Comparison, ignored: IgnoredTags): FoundDifference[] {
    const { applied, aws } = on;
    const { tags } = aws;
    if (!tags) return [];
    const things = [
        ...[...applied.units.values()].map((one) => {
            const unit = on.unitModel(one.key);
            return { ...one, subject: on.subject(one.id), model: unit && { ...unit, tags: tagsInAws(unit) } };
        }),
        ...[...applied.accounts.values()].map((one) => ({
            ...one,
            subject: on.subject(one.id),
            model: on.accountModel(one.key),
        })),
        ...[...applied.policies.values()].map((one) => ({
            ...one,
            subject: on.policy(one.id),
            model: on.policyModel(one.key),
        })),
    ];
    return things.flatMap(({ id, urn, subject, tags: before, model: defined }): FoundDifference[] => {
        const inAws = on.isClosed(id) ? undefined : tags.get(id);
        const difference = inAws && differentTags(before, inAws, defined?.tags, ignored);
        if (!difference) return [];
        return [
            {
                kind: "tags-changed",
                subject,
                ...difference,
                ...(defined && { place: on.place([...defined.path, "tags"]) }),
                resources: [urn],
            },
        ];
    });
}

/** Only the tags that differ between the state and AWS. Undefined if none does. */
export function differentTags(
    before: AppliedTags,
    inAws: Tags,
    defined: Tags | undefined,
    ignored: IgnoredTags,
):
    | {
          readonly was: Tags;
          readonly is: Tags;
          readonly defined?: Tags;
          readonly definitionSays: FoundDifference["definitionSays"];
      }
    | undefined {
    const isIgnored = (key: string): boolean =>
        ignored.keys.includes(key) || ignored.prefixes.some((prefix) => key.startsWith(prefix));
    const keys = [...new Set([...Object.keys(before.all), ...Object.keys(inAws)])]
        .filter((key) => !isIgnored(key) && before.all[key] !== inAws[key])
        .sort();
    if (keys.length === 0) return undefined;
    const of = (tags: Tags): Tags =>
        Object.fromEntries(
            keys.flatMap((key) => {
                const value = tags[key];
                return value === undefined ? [] : [[key, value]];
            }),
        );
    // A tag that the provider sets on everything is not in the definition.
    const byProvider = Object.fromEntries(Object.entries(before.all).filter(([key]) => before.own[key] === undefined));
    const [was, is, then] = [of(before.all), of(inAws), defined && of({ ...byProvider, ...defined })];
    return { was, is, ...(then && { defined: then }), definitionSays: definitionSays(was, is, then, isSameTags) };
}

function isSameTags(one: Tags, two: Tags): boolean {
    const keys = Object.keys(one);
    return keys.length === Object.keys(two).length && keys.every((key) => one[key] === two[key]);
}
