import { ANYONE_ELSE, type Asker } from "./comparedPrincipals";

/** A principal in a region. */
export interface AskerInRegion {
    readonly asker: Asker;
    readonly region: string;
}

/** The regions and the principals for which something happens. */
export interface EffectArea {
    /** Absent: in all regions; `outside`: in all other regions. */
    readonly regions?: { readonly in: readonly string[]; readonly outside: boolean };
    /** Absent for everybody. */
    readonly who?: { readonly only: readonly string[]; readonly but: readonly string[] };
}

/**
 * Summarises cells: everybody everywhere is one area; otherwise principals with the same regions share one.
 *
 * @param askers all principals that were compared
 * @param regions all regions that were compared
 * @param elsewhere the one of them that represents all regions that no policy names
 */
export function areasOf(
    cells: readonly AskerInRegion[],
    askers: readonly Asker[],
    regions: readonly string[],
    elsewhere: string,
): EffectArea[] {
    const regionsOf = new Map<Asker, string[]>();
    for (const { asker, region } of cells) regionsOf.set(asker, [...(regionsOf.get(asker) ?? []), region]);
    const byRegions = new Map<string, { of: string[]; who: Asker[] }>();
    for (const [asker, of] of regionsOf) {
        const entry = byRegions.get(of.join()) ?? { of, who: [] };
        entry.who.push(asker);
        byRegions.set(of.join(), entry);
    }
    return [...byRegions.values()].map(({ of, who }) => {
        const outside = of.includes(elsewhere);
        const named = regions.filter((region) => region !== elsewhere && of.includes(region) !== outside);
        return {
            ...(of.length < regions.length && { regions: { in: named.sort(), outside } }),
            ...whoOf(who, askers),
        };
    });
}

function whoOf(who: readonly Asker[], askers: readonly Asker[]): Pick<EffectArea, "who"> {
    const others = askers.filter((asker) => !who.includes(asker));
    // The account's own principals are the ones that matter: if all outsiders are excepted, they are not mentioned.
    const strangers = askers.filter(({ from }) => from === "outside");
    const unmentioned = strangers.every((one) => others.includes(one)) ? strangers : [];
    const but = others.filter((one) => !unmentioned.includes(one)).map(({ label }) => label);
    if (but.length === 0) return {};
    const labels = who.map(({ label }) => label);
    return { who: labels.includes(ANYONE_ELSE) ? { only: [], but } : { only: labels, but: [] } };
}
