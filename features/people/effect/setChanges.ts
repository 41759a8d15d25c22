import { actionsInWords, effectOfChange, type EffectOfChange } from "../../../evaluator/effect";
import { countOf, formatCount, list, visible } from "../../../limits";
import type { AccessSide } from "./accessSide";
import { heldByPersons } from "./accessSide";
import type { SetContent } from "./setContent";
import { setSituation, type AwsPolicyDocuments } from "./setSituation";

/** What a change of permission sets allows and forbids, in words and as data. */
export interface SetChanges {
    readonly looser: readonly string[];
    readonly tighter: readonly string[];
    readonly other: readonly string[];
    readonly json: readonly unknown[];
}

/** A region in which all services are. What permission sets allow rarely depends on it. */
const DEFAULT_REGION = "us-east-1";
/** The most lines of one set in a preview. */
const MOST_LINES = 6;

/** Compares what the permission sets allow that exist before and after. If none changes, nothing is loaded. */
export async function setChanges(
    before: AccessSide,
    after: AccessSide,
    documents: AwsPolicyDocuments,
    isFull: boolean,
): Promise<SetChanges> {
    const both = [...after.permissionSets.keys()].filter((key) => before.permissionSets.has(key));
    const of = (side: AccessSide, key: string): SetContent => side.permissionSets.get(key) as SetContent;
    const changed = both.filter((key) => policiesText(of(before, key)) !== policiesText(of(after, key)));
    const sessions = both.flatMap((key) => sessionText(key, of(before, key), of(after, key)) ?? []);
    if (changed.length === 0) return { looser: [], tighter: [], other: sessions, json: [] };
    const [old, present] = [before, after].map((side) => setSituation(side.permissionSets, changed, documents));
    if (!old || !present) throw new Error("there are two sides");
    const effect = await effectOfChange(old.situation, present.situation, {
        region: DEFAULT_REGION,
        rolesOf: () => [],
    });
    const reach = reachOf(after);
    const text = (direction: "gains" | "loses" | "changes", words: string): string[] =>
        changed.flatMap((key) => {
            const lines = setLines(key, direction, effect);
            if (lines.length === 0) return [];
            const shown = isFull ? lines : lines.slice(0, MOST_LINES);
            const rest = lines.length - shown.length;
            return [
                [
                    `${words.replace("%", `permission set ${visible(key)} (${reach(key)})`)}`,
                    ...shown.map((line) => `  - ${line}`),
                    ...(rest > 0 ? [`  - and ${rest} more: \`org effect\` shows all`] : []),
                ].join("\n"),
            ];
        });
    const unknown = changed.flatMap((key) => {
        const names = [...new Set([...(old.unknown.get(key) ?? []), ...(present.unknown.get(key) ?? [])])];
        return names.length === 0
            ? []
            : [
                  `What permission set ${visible(key)} (${reach(key)}) allows was compared without ${list(
                      names.map((name) => visible(name)),
                      5,
                  )}: what it says is not known here.`,
              ];
    });
    return {
        looser: [
            ...text("gains", "LOOSER: % allows more"),
            ...text("changes", "LOOSER OR TIGHTER: in % the conditions change"),
        ],
        tighter: text("loses", "Tighter: % allows less"),
        other: [
            ...unknown,
            ...sessions,
            ...effect.notes.map((note) => `Effect of the change of permission sets: ${note}`),
        ],
        json: effect.actions.flatMap(({ accounts, effects }) =>
            effects.map(({ actions, direction, certain, keys, resources }) => ({
                permissionSets: accounts,
                direction,
                certain,
                actions,
                keys,
                resources,
            })),
        ),
    };
}

/** `14 people and 1 external group, in 12 accounts`: whom a change of the set meets. */
export function reachOf(side: AccessSide): (permissionSet: string) => string {
    const found = new Map<string, { people: Set<string>; groups: Set<string>; accounts: Set<string> }>();
    for (const { who, kind, permissionSet, account } of heldByPersons(side).values()) {
        const of = found.get(permissionSet) ?? { people: new Set(), groups: new Set(), accounts: new Set() };
        (kind === "person" ? of.people : of.groups).add(who);
        of.accounts.add(account);
        found.set(permissionSet, of);
    }
    return (permissionSet) => {
        const of = found.get(permissionSet);
        if (!of) return "nobody has it";
        const who = [
            ...(of.people.size > 0 ? [countOf(of.people.size, "person", "people")] : []),
            ...(of.groups.size > 0 ? [countOf(of.groups.size, "external group")] : []),
        ];
        return `${list(who)}, in ${countOf(of.accounts.size, "account")}`;
    };
}

function setLines(key: string, direction: string, effect: EffectOfChange): string[] {
    return effect.actions
        .filter(({ accounts }) => accounts.includes(key))
        .flatMap(({ effects }) => effects)
        .filter((one) => one.direction === direction)
        .sort((one, two) => Number(two.certain) - Number(one.certain) || two.actions.length - one.actions.length)
        .map((one) => {
            const on = one.resources.length > 0 ? `, on ${list(one.resources, 2)}` : "";
            const depending = one.keys.length > 0 ? `, depending on ${list(one.keys, 4)}` : "";
            const perhaps = one.certain || direction === "changes" ? "" : "perhaps ";
            return `${perhaps}${actionsInWords(one.actions, effect)}${on}${depending}`;
        });
}

function policiesText({ managedPolicies, customerManagedPolicies, inlinePolicy, boundary }: SetContent): string {
    return JSON.stringify([[...managedPolicies].sort(), customerManagedPolicies, inlinePolicy, boundary]);
}

function sessionText(key: string, before: SetContent, after: SetContent): string | undefined {
    if (before.sessionMinutes === after.sessionMinutes) return undefined;
    return `Sessions of permission set ${visible(key)} last ${countOf(after.sessionMinutes, "minute")} instead of ${formatCount(before.sessionMinutes)}.`;
}
