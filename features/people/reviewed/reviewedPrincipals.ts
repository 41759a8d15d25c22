import { byRisk, worstOf, type ReviewedChange } from "../../../definition/feature";
import { countOf, list, listSome, visible } from "../../../limits";
import type { ChangedPrincipal } from "./changedPrincipals";
import { directoryParts, isEnded } from "./directoryWords";
import type { PeopleSituation } from "./peopleSituation";
import { accessParts, lastDays, principalName } from "./principalWords";

/** The most parts of a sentence. */
const MOST_PARTS = 3;
/** The most people that a detail names. */
const MOST_PEOPLE = 50;
/** A user or group in one sentence: what it becomes, joins and leaves, and what access it gets and loses by that. */
export function reviewedPrincipal(changed: ChangedPrincipal, situation: PeopleSituation): ReviewedChange {
    const { who, own, memberships, access } = changed;
    const parts = [...directoryParts(changed, situation), ...access.flatMap((one) => accessParts(one, situation))];
    const ordered = [parts[0], ...parts.slice(1).toSorted(byRisk)].filter((part) => part !== undefined);
    const name = principalName(who, situation);
    const shown = ordered.slice(0, MOST_PARTS).map(({ text }) => text);
    const more = ordered.length - shown.length;
    const path =
        own?.operation === "delete"
            ? undefined
            : (ordered.find((part) => part.path)?.path ?? pathOf(changed, situation));
    return {
        kind: kindOf(changed),
        subject: "access",
        ...worstOf(ordered),
        ...(isEnded(own) && { isIrreversible: true }),
        text: `${name} ${list(shown)}${more > 0 ? `, with ${countOf(more, "more change")}` : ""}.`,
        details: [
            ...(own?.operation === "delete"
                ? [
                      `A new ${who.kind} of the same name has another id, and everything that names the old id has to be given again.`,
                  ]
                : []),
            ...(more > 0 ? ordered.map(({ text }) => `${name} ${text}.`) : []),
            ...peopleOf(changed, situation),
            ...access.flatMap((one) => lastDays(one, situation)),
        ],
        ...(path && { path }),
        resources: [
            ...(own ? [own.urn] : []),
            ...memberships.map(({ change }) => change.urn),
            ...access.map(({ change }) => change.urn),
        ],
    };
}

function kindOf({ who, own, access, memberships }: ChangedPrincipal): string {
    const noun = who.kind === "user" ? "person" : "group";
    if (own?.operation === "create" || own?.operation === "import") return `${noun}-added`;
    if (isEnded(own) || own?.operation === "forget") return `${noun}-removed`;
    if (own || memberships.length > 0) return `${noun}-changes`;
    const gains = access.some((one) => one.gains.length > 0);
    const loses = access.some((one) => one.loses.length > 0);
    return gains === loses ? "access-changes" : gains ? "access-given" : "access-taken";
}

function pathOf({ who }: ChangedPrincipal, { model }: PeopleSituation): ReviewedChange["path"] {
    const all = who.kind === "user" ? model.users : model.groups;
    return all.find(({ key }) => key === who.key)?.path;
}

/** The people behind a group whose access changes, or that comes or goes. */
function peopleOf({ who }: ChangedPrincipal, situation: PeopleSituation): readonly string[] {
    if (who.kind === "user") return [];
    const members = (situation.after.groups.get(who.key) ?? situation.before.groups.get(who.key))?.members ?? [];
    if (members.length === 0) return [];
    return [`In group ${visible(who.key)}: ${listSome(members.map(situation.personText), MOST_PEOPLE)}.`];
}
