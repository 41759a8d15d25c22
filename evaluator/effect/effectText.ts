import { formatCount } from "../../limits/countText";
import { firstLines, list } from "../../limits/messageText";
import type { Situation } from "../situation";
import type { ActionsEffect } from "./changeComparer";
import { OUTSIDERS } from "./comparedPrincipals";
import { paragraphText, type EffectLine, type EffectParagraph, type ServiceLoss } from "./effectParagraph";
import { serviceOf, type AccountsEffect, type EffectOfChange } from "./effectOfChange";
import { nameAccounts } from "./accountNames";
import type { SettingsEffect } from "./settingsEffects";

/** What a change does, in words. What may be lost and what becomes looser is separate, because that is what a reviewer has to check. */
export interface EffectText {
    /** What is deleted, replaced or ends, and may take data or access with it. */
    readonly lost: readonly string[];
    readonly looser: readonly string[];
    readonly tighter: readonly string[];
    readonly other: readonly string[];
}

const MOST_ACTIONS = 4;
const MOST_SERVICES = 6;
const MOST_LINES = 12;
/** Services that are named first if not all can be named. */
const WELL_KNOWN = ["ec2", "s3", "iam", "lambda", "rds", "dynamodb", "kms", "ecs", "eks", "sqs", "sns", "cloudtrail"];
const DIRECTIONS = ["gains", "changes", "loses"] as const;

/** The same in paragraphs, whose lines say what is lost. */
export interface EffectReport {
    readonly lost: readonly string[];
    readonly looser: readonly EffectParagraph[];
    readonly tighter: readonly EffectParagraph[];
    readonly other: readonly string[];
}

/** @param full names every action and account, however many there are. */
export function effectText(effect: EffectOfChange, before: Situation, after: Situation, full = false): EffectText {
    return reportInWords(effectReport(effect, before, after, full));
}

export function reportInWords({ lost, looser, tighter, other }: EffectReport): EffectText {
    return { lost, looser: looser.map(paragraphText), tighter: tighter.map(paragraphText), other };
}

/** @param full names every action and account, however many there are. */
export function effectReport(effect: EffectOfChange, before: Situation, after: Situation, full: boolean): EffectReport {
    const known = [...after.tree.accounts.keys()].filter((key) => before.tree.accounts.has(key));
    const limits = full ? UNLIMITED : LIMITED;
    const places = (accounts: readonly string[]): string => nameAccounts(accounts, known, after, limits.names);
    const paragraphs = (direction: ActionsEffect["direction"]): EffectParagraph[] =>
        effect.actions.flatMap(({ accounts, effects }) => {
            const { because, lines } = linesOf({ accounts, effects }, direction, effect, limits);
            if (lines.length === 0) return [];
            const said = heading(direction, places(accounts), accounts.length);
            return [{ heading: `${said}${because}`, lines, most: limits.lines }];
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

interface Limits {
    readonly actions: number;
    readonly services: number;
    readonly lines: number;
    readonly names: number;
}

const LIMITED: Limits = { actions: MOST_ACTIONS, services: MOST_SERVICES, lines: MOST_LINES, names: 5 };
const UNLIMITED: Limits = { actions: Infinity, services: Infinity, lines: Infinity, names: Infinity };

function heading(direction: ActionsEffect["direction"], where: string, count: number): string {
    const one = count === 1;
    if (direction === "gains") return `LOOSER: ${where} ${one ? "gains" : "gain"}`;
    if (direction === "loses") return `Tighter: ${where} ${one ? "loses" : "lose"}`;
    return `LOOSER OR TIGHTER: in ${where} the conditions change`;
}

type WithReasons = AccountsEffect["effects"][number];

/** A reason that all lines share is shown once, in the heading. */
function linesOf(
    { accounts, effects }: AccountsEffect,
    direction: ActionsEffect["direction"],
    all: EffectOfChange,
    limits: Limits,
): { readonly because: string; readonly lines: readonly EffectLine[] } {
    const merged = alike(effects.filter((effect) => effect.direction === direction)).sort(
        ([one], [two]) => Number(two.certain) - Number(one.certain) || two.actions.length - one.actions.length,
    );
    const reasons = new Set(merged.map(([effect]) => reasonsInWords(effect)));
    const shared = merged.length > 1 && reasons.size === 1;
    const lines = merged.map(([effect, ...others]): EffectLine => {
        const text = [
            effect.certain || direction === "changes" ? "" : "perhaps ",
            actionsInWords(effect.actions, all, limits),
            areasInWords([effect, ...others]),
            hangingOn(effect),
            effect.partly ? ", where no other policy denies it" : "",
            shared ? "" : reasonsInWords(effect),
        ].join("");
        if (direction === "gains") return { text };
        const services = [...new Set(effect.actions.map(serviceOf))];
        return { text, loss: { accounts, services, ...lostWhere([effect, ...others]) } };
    });
    return { because: shared ? ([...reasons][0] ?? "") : "", lines };
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

function reasonsInWords({ reasons }: WithReasons): string {
    return reasons.length > 0 ? ` (${list(reasons, 3)})` : "";
}

/** The part of all actions from which on people read "almost every". */
const ALMOST = 0.97;

/** `every action of every service`, `almost every action (22,056, of 456 services)`, `ec2 (all 640 actions)`, `s3: DeleteBucket and DeleteObject`, `1,204 actions of 17 services (...)`. */
export function actionsInWords(
    actions: readonly string[],
    { sizes, services }: Pick<EffectOfChange, "sizes" | "services">,
    limits: Limits = LIMITED,
): string {
    const byService = new Map<string, string[]>();
    for (const action of actions) {
        const service = serviceOf(action);
        byService.set(service, [...(byService.get(service) ?? []), action.slice(service.length + 1)]);
    }
    const isWhole = (service: string): boolean => byService.get(service)?.length === sizes.get(service);
    const names = [...byService.keys()].sort(byRank);
    const count = formatCount(actions.length);
    if (services !== undefined && names.length >= services && names.every(isWhole)) {
        return `every action of every service (${count})`;
    }
    const all = names.reduce((sum, service) => sum + (sizes.get(service) ?? 0), 0);
    if (services !== undefined && names.length >= ALMOST * services && actions.length >= ALMOST * all) {
        return `almost every action (${count}, of ${names.length} services)`;
    }
    if (names.length > limits.services) {
        return `${count} actions of ${names.length} services (${list(names, limits.services - 1)})`;
    }
    return names
        .map((service) => {
            const own = byService.get(service) ?? [];
            return own.length > 1 && isWhole(service)
                ? `${service} (all ${own.length} actions)`
                : `${service}: ${list(own, limits.actions)}`;
        })
        .join("; ");
}

function byRank(one: string, two: string): number {
    const rank = (service: string): number => (WELL_KNOWN.includes(service) ? WELL_KNOWN.indexOf(service) : 99);
    return rank(one) - rank(two) || (one < two ? -1 : 1);
}

/** `, in eu-west-1, but not Admin`; of two that add up to everybody: `, in eu-west-1, and everywhere for Admin`. */
function areasInWords(effects: Alike): string {
    const [one, two, ...more] = effects;
    if (two && more.length === 0) {
        for (const [some, rest] of [
            [one, two],
            [two, one],
        ] as const) {
            if (!some.who || !rest.who || some.who.but.length > 0 || rest.who.only.length > 0) continue;
            if (String(some.who.only) !== String(rest.who.but)) continue;
            const where = (effect: ActionsEffect): string => regionsInWords(effect) || "everywhere";
            return `, ${where(rest)}, and ${where(some)} for ${list(some.who.only, 6)}`;
        }
    }
    return effects
        .map((effect) => [regionsInWords(effect), whoInWords(effect)].filter((words) => words !== "").join(", "))
        .map((words, _, { length }) => (words === "" && length > 1 ? "everywhere" : words))
        .map((words, index) => (words === "" ? "" : index === 0 ? `, ${words}` : `; ${words}`))
        .join("");
}

function regionsInWords({ regions }: ActionsEffect): string {
    if (!regions) return "";
    const names = list(regions.in);
    if (!regions.outside) return `in ${names}`;
    return regions.in.length === 0 ? "in regions that no policy names" : `outside of ${names}`;
}

function whoInWords({ who }: ActionsEffect): string {
    if (!who) return "";
    if (who.but.length > 0) return `but not ${list(who.but, 6)}`;
    return `for ${list(who.only, 6)} only`;
}

function hangingOn({ keys, resources }: ActionsEffect): string {
    const on = resources.length > 0 ? `, on ${list(resources, 2)}` : "";
    return keys.length > 0 ? `${on}, depending on ${list(keys, 4)}` : on;
}

/** Settings of the same accounts are shown together. */
function settingsInWords(
    settings: readonly SettingsEffect[],
    places: (accounts: readonly string[]) => string,
    limits: Limits,
): string[] {
    const byAccounts = new Map<string, SettingsEffect[]>();
    for (const setting of settings) {
        const id = JSON.stringify([setting.type, setting.accounts]);
        byAccounts.set(id, [...(byAccounts.get(id) ?? []), setting]);
    }
    return [...byAccounts.values()].map((together) => {
        const [{ type, accounts } = { type: "", accounts: [] }] = together;
        const lines = firstLines(
            together.map(({ path, before, after }) => `${path.join(".")}: ${value(before)} -> ${value(after)}`),
            limits.lines,
            (more) => `and ${more} more settings: \`org effect\` shows all`,
        );
        return `Effective ${type} of ${places(accounts)} changes\n${lines.map((line) => `  - ${line}`).join("\n")}`;
    });
}

function value(one: unknown): string {
    if (one === undefined) return "not set";
    return typeof one === "string" ? one : JSON.stringify(one);
}
