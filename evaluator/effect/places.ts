import type { Situation } from "../situation";

/**
 * Names accounts by what they have in common: `every account (19)`, `Sandbox (3 accounts)`, `shop-dev and shop-prod`. A unit stands
 * for all accounts in it and below it, as far as they were there before.
 *
 * @param known the accounts that could have been among them
 */
export function namePlaces(
    accounts: readonly string[],
    known: readonly string[],
    after: Situation,
    most: number,
): string {
    if (accounts.length === known.length && known.length > 1) return `every account (${known.length})`;
    const wanted = new Set(accounts);
    const children = new Map<string | undefined, string[]>();
    for (const [key, { parent }] of after.units) children.set(parent, [...(children.get(parent) ?? []), key]);
    const inUnit = new Map<string | undefined, string[]>();
    for (const key of known) {
        const unit = after.accounts.get(key)?.unit;
        inUnit.set(unit, [...(inUnit.get(unit) ?? []), key]);
    }
    const below = (unit: string): string[] => [
        ...(inUnit.get(unit) ?? []),
        ...(children.get(unit) ?? []).flatMap((child) => below(child)),
    ];
    const units: string[] = [];
    const single: string[] = (inUnit.get(undefined) ?? []).filter((key) => wanted.has(key));
    const walk = (unit: string): void => {
        const all = below(unit);
        if (all.length > 1 && all.every((key) => wanted.has(key))) {
            units.push(`${unit} (${all.length} accounts)`);
            return;
        }
        single.push(...(inUnit.get(unit) ?? []).filter((key) => wanted.has(key)));
        for (const child of children.get(unit) ?? []) walk(child);
    };
    for (const unit of children.get(undefined) ?? []) walk(unit);
    return enumerate([...units.sort(), ...single.sort()], most);
}

/** `a, b and c`; `a, b and 7 more` beyond the limit. */
export function enumerate(texts: readonly string[], most: number): string {
    const shown = texts.length > most ? [...texts.slice(0, most), `${texts.length - most} more`] : texts;
    return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
