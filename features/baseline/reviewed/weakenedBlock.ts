import type { ResourceChange } from "../../../definition/feature";
import { countOf, listSome, visible } from "../../../limits";
import { templateOf } from "../effect/blockChange";
import type { BlockModel } from "../model";
import { parametersOf, templateText, type BlockPart, type ReviewedStacks } from "./reviewedStacks";

/** The most names in a sentence. */
const MOST_NAMES = 4;

/**
 * What a block that stays no longer does: resources that leave its template, and settings of a block of the library that ask for less. A
 * block that is emptied protects as little as one that ends.
 */
export function weakenedParts(
    { name: key, operation, before, after }: ResourceChange,
    block: BlockModel | undefined,
    [had, has]: readonly [ReviewedStacks, ReviewedStacks],
): readonly BlockPart[] {
    if (operation !== "update" || had.size === 0) return [];
    const [old, present] = [before, after].map((inputs) => templateOf({ template: templateText(inputs) }).Resources);
    const gone = Object.keys(old ?? {}).filter((id) => present?.[id] === undefined);
    const isOwn = block?.kind === "template" || block?.kind === "roles";
    const weaker = new Set<string>();
    for (const [account, stack] of isOwn ? [] : has) {
        const was = had.get(account);
        if (!was || stack.regions === undefined) continue;
        const [one, other] = [parametersOf(before, was), parametersOf(after, stack)];
        for (const name of Object.keys(other)) if (isWeaker(name, one[name], other[name])) weaker.add(name);
    }
    const part = (text: string): BlockPart => ({
        text,
        risk: "danger",
        acknowledge: `weaken block ${key}`,
        details: [],
    });
    return [
        ...(gone.length > 0
            ? [
                  part(
                      `no longer has ${countOf(gone.length, "resource")} (${listSome(
                          gone.map((id) => visible(id)),
                          MOST_NAMES,
                      )})`,
                  ),
              ]
            : []),
        ...(weaker.size > 0 ? [part(`asks for less (${listSome([...weaker], MOST_NAMES)})`)] : []),
    ];
}

/** Settings of blocks of the library that protect nothing. */
const FREER: ReadonlySet<string> = new Set(["ChangeOwn"]);
/** A number of days of which 0 means for ever, and fewer are stricter. */
const STRICTER_IF_FEWER: ReadonlySet<string> = new Set(["MaximumAge"]);

function isWeaker(name: string, old: string | undefined, present: string | undefined): boolean {
    if (old === present || old === undefined || present === undefined || FREER.has(name)) return false;
    if (old === "true") return present === "false";
    if (!/^\d+$/.test(old) || !/^\d+$/.test(present)) return false;
    const [one, other] = [Number(old), Number(present)];
    return STRICTER_IF_FEWER.has(name) ? other === 0 || (one !== 0 && other > one) : other < one;
}
