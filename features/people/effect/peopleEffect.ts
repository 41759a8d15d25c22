import type { ExistingState, FeatureEffect } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { paragraphMessage, type ChangeMessage, type EffectLine, type EffectParagraph } from "../../../evaluator/effect";
import { countOf, list, visible } from "../../../limits";
import type { PeopleModel } from "../model";
import { accessAfter, endedAccess } from "./accessAfter";
import { accessBefore } from "./accessBefore";
import { accessChanges, isInBothOrNeither, type AccessChanges } from "./accessChange";
import { accessChangeLines, type AccessWords } from "./accessChangeText";
import type { AccessSide, HeldAccess } from "./accessSide";
import { allowedServices } from "./allowedServices";
import { setChanges } from "./setChanges";
import type { AwsPolicyDocuments } from "./setSession";
import { administratorSets } from "./waysIn";

/** The most lines and names of a preview. `org effect` shows all. */
const MOST_LINES = 12;
const MOST_NAMES = 4;

/** Who gains and loses what where, and what permission sets allow more or less than before. */
export async function peopleEffect(
    model: PeopleModel,
    spine: OrganizationModel,
    before: ExistingState,
    documents: AwsPolicyDocuments,
    isFull: boolean,
): Promise<FeatureEffect | undefined> {
    const day = before.day ?? new Date().toISOString().slice(0, 10);
    const [old, present] = [accessBefore(before), accessAfter(model, day)];
    const keys = spine.accounts.map(({ key }) => key);
    const known = keys.filter((key) => before.accounts.has(key));
    const changes = accessChanges(old, present, isInBothOrNeither(before.accounts, new Set(keys)));
    const allowed = new Map([...old.permissionSets].map(([key, set]) => [key, allowedServices(set, documents)]));
    const words: AccessWords = {
        before: old,
        after: present,
        ended: endedAccess(model, day),
        day,
        spine,
        known,
        administrators: new Set(
            [old, present].flatMap((side) => [...administratorSets(side.permissionSets, documents)]),
        ),
        most: isFull ? Infinity : MOST_NAMES,
        allowedBy: (key) => allowed.get(key),
    };
    const lines = accessChangeLines(changes, words);
    const sets = await setChanges(old, present, documents, isFull);
    const section = (direction: "gains" | "loses", heading: string): EffectParagraph[] => {
        const of = lines.filter((line) => line.direction === direction);
        return of.length === 0 ? [] : [paragraph(heading, of, isFull)];
    };
    return {
        lost: [],
        looser: [...section("gains", isFirst(old) ? FIRST : "LOOSER: access is given"), ...sets.looser],
        tighter: [...section("loses", "Tighter: access is taken away"), ...sets.tighter],
        other: [...newAccountLines(present, before, spine, isFull), ...sets.other],
        json: { access: accessJson(changes), permissionSets: sets.json },
    };
}

const FIRST =
    "LOOSER: access is given (the stack has none yet; what AWS has given already is not compared, and stays as it is where the definition says the same)";

/** Whether no run has had anything to do with people. */
function isFirst({ users, permissionSets, access }: AccessSide): boolean {
    return users.size + permissionSets.size + access.length === 0;
}

function paragraph(heading: string, lines: readonly EffectLine[], isFull: boolean): EffectParagraph {
    return { heading, lines, most: isFull ? Infinity : MOST_LINES, saidBy: { subject: "access" } };
}

/** Who will have access to accounts that this run creates or takes over. Nobody loses anything there, and nobody had anything. */
function newAccountLines(
    { access }: AccessSide,
    before: ExistingState,
    spine: OrganizationModel,
    isFull: boolean,
): ChangeMessage[] {
    const most = isFull ? Infinity : MOST_NAMES;
    const byWho = new Map<string, string[]>();
    for (const { key } of spine.accounts) {
        if (before.accounts.has(key)) continue;
        const held = access.filter(({ accounts }) => accounts.has(key)).map(heldText);
        const id = held.length === 0 ? "nobody has access" : list(held.sort(), most);
        byWho.set(id, [...(byWho.get(id) ?? []), visible(key)]);
    }
    const lines = [...byWho].map(([who, accounts]) => ({ text: `${list(accounts, most)}: ${who}` }));
    const count = [...byWho.values()].reduce((sum, { length }) => sum + length, 0);
    return lines.length === 0 || access.length === 0
        ? []
        : [paragraphMessage(paragraph(`Access to ${countOf(count, "new account")}`, lines, isFull))];
}

function heldText({ who, permissionSet }: HeldAccess): string {
    return `${who.kind === "group" ? "group " : ""}${visible(who.key)} has ${visible(permissionSet)}`;
}

/** For programs: every person and group with all that they gain and lose. */
function accessJson({ personal, groups }: AccessChanges): unknown {
    return {
        people: personal.map(({ who, kind, direction, permissionSet, account, through }) => ({
            who,
            kind,
            direction,
            permissionSet,
            account,
            through: through.map((group) => group ?? null),
        })),
        groups,
    };
}
