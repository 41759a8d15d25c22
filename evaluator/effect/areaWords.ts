import { list } from "../../limits/messageText";
import type { ActionsEffect } from "./changeComparer";

/** `, in eu-west-1, but not Admin`; of two that add up to everybody: `, in eu-west-1, and everywhere for Admin`. */
export function areasInWords(effects: readonly [ActionsEffect, ...ActionsEffect[]]): string {
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

export function hangingOn({ keys, resources }: ActionsEffect): string {
    const on = resources.length > 0 ? `, on ${list(resources, 2)}` : "";
    return keys.length > 0 ? `${on}, depending on ${list(keys, 4)}` : on;
}
