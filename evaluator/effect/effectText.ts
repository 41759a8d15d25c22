import type { Situation } from "../situation";
import type { ActionsEffect } from "./changeComparer";
import { nameAccounts } from "./accountNames";
import { actionsInWords } from "./actionWords";
import { areasInWords, hangingOn } from "./areaWords";
import { OUTSIDERS } from "./comparedPrincipals";
import { messageText, type ChangeMessage } from "./effectMessage";
import { headingText, lineCauses } from "./effectHeading";
import { paragraphText, type EffectLine, type EffectParagraph, type ServiceLoss } from "./effectParagraph";
import { serviceOf, type AccountsEffect, type EffectOfChange } from "./effectOfChange";
import { causesOf, type EffectCause } from "./effectReasons";
import { settingsInWords } from "./settingsWords";
import { LIMITED, UNLIMITED, type EffectLimits } from "./effectLimits";

/** What a change does, in words. What may be lost and what becomes looser is separate, because that is what a reviewer has to check. */
export interface EffectText {
    /** What is deleted, replaced or ends, and may take data or access with it. */
    readonly lost: readonly string[];
    readonly looser: readonly string[];
    readonly tighter: readonly string[];
    readonly other: readonly string[];
}

const DIRECTIONS = ["gains", "changes", "loses"] as const;

/** The same in paragraphs, whose lines say what is lost. */
export interface EffectReport {
    readonly lost: readonly ChangeMessage[];
    readonly looser: readonly EffectParagraph[];
    readonly tighter: readonly EffectParagraph[];
    readonly other: readonly ChangeMessage[];
}

/** @param full names every action and account, however many there are. */
export function effectText(effect: EffectOfChange, before: Situation, after: Situation, full = false): EffectText {
    return reportInWords(effectReport(effect, before, after, full));
}

export function reportInWords({ lost, looser, tighter, other }: EffectReport): EffectText {
    return {
        lost: lost.map(messageText),
        looser: looser.map(paragraphText),
        tighter: tighter.map(paragraphText),
        other: other.map(messageText),
    };
}

/** @param full names every action and account, however many there are. */
export function effectReport(effect: EffectOfChange, before: Situation, after: Situation, full: boolean): EffectReport {
    const known = [...after.tree.accounts.keys()].filter((key) => before.tree.accounts.has(key));
    const limits = full ? UNLIMITED : LIMITED;
    const places = (accounts: readonly string[]): string => nameAccounts(accounts, known, after, limits.names);
    const paragraphs = (direction: ActionsEffect["direction"]): EffectParagraph[] =>
        effect.actions.flatMap(({ accounts, effects }) => {
            const some = effects.filter((one) => one.direction === direction);
            if (some.length === 0) return [];
            const causes = (by: readonly string[]): readonly EffectCause[] => causesOf(by, accounts, before, after);
            const reasons = (one: ActionsEffect): string => lineCauses(causes(one.by));
            const { common, lines } = linesOf({ accounts, effects: some }, direction, effect, reasons, limits);
            const all = causes([...new Set(some.flatMap(({ by }) => by))]);
            const about = { direction, accounts, effects: some, lineCount: lines.length, causes: all };
            const heading = headingText(about, before, after, places, limits);
            return [{ heading, ...(common !== undefined && { common }), lines, most: limits.lines }];
        });
    const [gains, changes, loses] = DIRECTIONS.map(paragraphs);
    return {
        // Guardrails take away what can be done, and nothing that is there.
        lost: [],
        looser: [...(gains ?? []), ...(changes ?? [])],
        tighter: loses ?? [],
        other: [
            ...settingsInWords(effect.settings, places, limits),
            ...effect.notes.map((note) => `Effect of the change: ${note}`),
        ],
    };
}

type WithReasons = AccountsEffect["effects"][number];

/** What all lines have in common is said once: the cause by the heading, the rest above the lines. */
function linesOf(
    { accounts, effects }: AccountsEffect,
    direction: ActionsEffect["direction"],
    all: EffectOfChange,
    causes: (effect: ActionsEffect) => string,
    limits: EffectLimits,
): Pick<EffectParagraph, "common" | "lines"> {
    const merged = alike(effects).sort(
        ([one], [two]) => Number(two.certain) - Number(one.certain) || two.actions.length - one.actions.length,
    );
    const areas = sharedBy(merged, (of) => areasInWords(of));
    const partly = sharedBy(merged, ([{ partly: one }]) => (one ? ", where no other policy denies it" : ""));
    const isOneCause = new Set(merged.map(([effect]) => causes(effect))).size === 1;
    const lines = merged.map((of): EffectLine => {
        const [effect] = of;
        const text = [
            effect.certain || direction === "changes" ? "" : "perhaps ",
            actionsInWords(effect.actions, all, limits),
            areas.own(of),
            hangingOn(effect),
            partly.own(of),
            isOneCause ? "" : causes(effect),
        ].join("");
        if (direction === "gains") return { text };
        const services = [...new Set(effect.actions.map(serviceOf))];
        return { text, loss: { accounts, services, ...lostWhere(of) } };
    });
    const common = `${areas.common}${partly.common}`;
    return { ...(common !== "" && { common: `all of it${common.replace(/^, (?!but )/, " ")}` }), lines };
}

/** The words of each of several lines, or of all of them if they are the same. */
function sharedBy(
    all: readonly Alike[],
    words: (of: Alike) => string,
): { readonly common: string; readonly own: (of: Alike) => string } {
    const [first = "", ...others] = new Set(all.map(words));
    return all.length > 1 && others.length === 0 ? { common: first, own: () => "" } : { common: "", own: words };
}

/** Where effects that differ in their regions and principals happen to somebody, and whether they happen to outsiders only. */
function lostWhere(effects: Alike): Pick<ServiceLoss, "regions" | "isOfOutsiders"> {
    const regions = effects.map((effect) => effect.regions);
    const isOfOutsiders = effects.every(
        ({ who }) => who && who.only.length > 0 && who.only.every((label) => OUTSIDERS.includes(label)),
    );
    return {
        ...(regions.every((one) => one !== undefined) && { regions }),
        ...(isOfOutsiders && { isOfOutsiders }),
    };
}

type Alike = readonly [WithReasons, ...WithReasons[]];

/** Groups effects that differ only in their regions and principals. */
function alike(effects: readonly WithReasons[]): Alike[] {
    const found = new Map<string, Alike>();
    for (const effect of effects) {
        const { actions, keys, resources, certain, partly, reasons } = effect;
        const id = JSON.stringify([actions, keys, resources, certain, partly, reasons]);
        const before = found.get(id);
        found.set(id, before ? [...before, effect] : [effect]);
    }
    return [...found.values()];
}
