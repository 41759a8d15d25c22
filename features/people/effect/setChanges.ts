import {
    actionsInWords,
    effectOfChange,
    serviceOf,
    type ChangeMessage,
    type EffectLine,
    type EffectOfChange,
    type EffectParagraph,
} from "../../../evaluator/effect";
import { countOf, formatCount, list, visible } from "../../../limits";
import type { AccessSide } from "./accessSide";
import { heldByPersons } from "./accessSide";
import type { SetContent } from "./setContent";
import type { AwsPolicyDocuments } from "./setSession";
import { setSituation, type SetSituation } from "./setSituation";

/** What a change of permission sets allows and forbids, in words and as data. */
export interface SetChanges {
    readonly looser: readonly EffectParagraph[];
    readonly tighter: readonly EffectParagraph[];
    readonly other: readonly ChangeMessage[];
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
    const both = [...after.permissionSets].flatMap(([key, content]): ComparedSet[] => {
        const old = before.permissionSets.get(key);
        return old ? [{ key, before: old, after: content }] : [];
    });
    const sessions = both.flatMap((set) => sessionText(set) ?? []);
    const changed = both.filter((set) => policiesText(set.before) !== policiesText(set.after)).map(({ key }) => key);
    if (changed.length === 0) return { looser: [], tighter: [], other: sessions, json: [] };
    const old = setSituation(before.permissionSets, changed, documents);
    const present = setSituation(after.permissionSets, changed, documents);
    const options = { region: DEFAULT_REGION, rolesOf: () => [] };
    const effect = await effectOfChange(old.situation, present.situation, options);
    const reach = reachOf(after);
    const named = (key: string): string => `permission set ${visible(key)} (${reach(key)})`;
    const most = isFull ? Infinity : MOST_LINES;
    const text = (direction: "gains" | "loses" | "changes", heading: (set: string) => string): EffectParagraph[] =>
        changed.flatMap((key) => {
            const lines = setLines(key, direction, effect, accountsWith(key, after));
            return lines.length === 0 ? [] : [{ heading: heading(named(key)), lines, most }];
        });
    return {
        looser: [
            ...text("gains", (set) => `LOOSER: ${set} allows more`),
            ...text("changes", (set) => `LOOSER OR TIGHTER: in ${set} the conditions change`),
        ],
        tighter: text("loses", (set) => `Tighter: ${set} allows less`),
        other: [
            ...unknownTexts(changed, [old, present], named),
            ...sessions,
            ...effect.notes.map((note) => `Effect of the change of permission sets: ${note}`),
        ],
        json: setsJson(effect),
    };
}

/** A permission set that exists before and after. */
interface ComparedSet {
    readonly key: string;
    readonly before: SetContent;
    readonly after: SetContent;
}

function setsJson({ actions }: EffectOfChange): readonly unknown[] {
    return actions.flatMap(({ accounts, effects }) =>
        effects.map((one) => ({
            permissionSets: accounts,
            direction: one.direction,
            certain: one.certain,
            actions: one.actions,
            keys: one.keys,
            resources: one.resources,
        })),
    );
}

/** What was left out of the comparison, because nobody here knows its document. */
function unknownTexts(
    changed: readonly string[],
    sides: readonly SetSituation[],
    named: (key: string) => string,
): string[] {
    return changed.flatMap((key) => {
        const names = new Set(sides.flatMap(({ unknown }) => unknown.get(key) ?? []));
        if (names.size === 0) return [];
        const listed = list(
            [...names].map((name) => visible(name)),
            5,
        );
        return [`What ${named(key)} allows was compared without ${listed}: what it says is not known here.`];
    });
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

/** The accounts in which somebody has a permission set. */
function accountsWith(permissionSet: string, { access }: AccessSide): readonly string[] {
    const held = access.filter((one) => one.permissionSet === permissionSet);
    return [...new Set(held.flatMap(({ accounts }) => [...accounts]))].sort();
}

function setLines(
    key: string,
    direction: "gains" | "loses" | "changes",
    effect: EffectOfChange,
    accounts: readonly string[],
): EffectLine[] {
    return effect.actions
        .filter((one) => one.accounts.includes(key))
        .flatMap(({ effects }) => effects)
        .filter((one) => one.direction === direction)
        .sort((one, two) => Number(two.certain) - Number(one.certain) || two.actions.length - one.actions.length)
        .map((one): EffectLine => {
            const on = one.resources.length > 0 ? `, on ${list(one.resources, 2)}` : "";
            const depending = one.keys.length > 0 ? `, depending on ${list(one.keys, 4)}` : "";
            const perhaps = one.certain || direction === "changes" ? "" : "perhaps ";
            const text = `${perhaps}${actionsInWords(one.actions, effect)}${on}${depending}`;
            if (direction === "gains") return { text };
            return { text, loss: { accounts, services: [...new Set(one.actions.map(serviceOf))] } };
        });
}

function policiesText({ managedPolicies, customerManagedPolicies, inlinePolicy, boundary }: SetContent): string {
    return JSON.stringify([[...managedPolicies].sort(), customerManagedPolicies, inlinePolicy, boundary]);
}

function sessionText({ key, before, after }: ComparedSet): ChangeMessage | undefined {
    if (before.sessionMinutes === after.sessionMinutes) return undefined;
    const message = `Sessions of permission set ${visible(key)} last ${countOf(after.sessionMinutes, "minute")} instead of ${formatCount(before.sessionMinutes)}.`;
    return { message, saidBy: { subject: "access", names: [key] } };
}
