import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type AccountModel, type OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import { didYouMean, listSome, quoted } from "../../../limits";
import type { RingModel, RollOutModel } from "../model";
import type { RollOutInput } from "./baselineSchema";

/** The word for all units that no ring names, and the name of their ring. */
export const OTHERS = "others";

const DEFAULTS = { failureTolerance: 0, concurrency: 10 } as const;

/** How changes reach the accounts: the rings of the definition, or those that the kinds and names of its units suggest. */
export function rollOutModel(input: RollOutInput, organization: OrganizationModel, report: Report): RollOutModel {
    const { rings, failureTolerance = DEFAULTS.failureTolerance, concurrency = DEFAULTS.concurrency } = input;
    return {
        rings: rings ? writtenRings(rings, organization, report) : usualRings(organization),
        failureTolerance: countOrShare(failureTolerance, "failureTolerance", 0, report),
        concurrency: countOrShare(concurrency, "concurrency", 1, report),
        ...acknowledgedDenials(input, organization, report),
    };
}

/** A block that is gone may still be named. A policy that nobody has is a mistake in its name. */
function acknowledgedDenials(
    { acknowledge }: RollOutInput,
    { policies }: OrganizationModel,
    report: Report,
): Pick<RollOutModel, "acknowledgedDenials"> {
    const denied = acknowledge?.denied ?? [];
    for (const [index, { policy }] of denied.entries()) {
        if (policy === undefined || policies.some(({ key }) => key === policy)) continue;
        report.add(["rollOut", "acknowledge", "denied", index, "policy"], () => {
            const keys = policies.map(({ key }) => key);
            return `there is no policy ${quoted(policy)}.${didYouMean(policy, keys)} There are ${listSome(keys)}`;
        });
    }
    return denied.length === 0
        ? {}
        : {
              acknowledgedDenials: denied.map(({ block, policy }) => ({
                  block,
                  ...(policy !== undefined && { policy }),
              })),
          };
}

function countOrShare(value: number | string, key: string, least: number, report: Report): number | string {
    const path = ["rollOut", key];
    if (typeof value === "number") {
        if (Number.isSafeInteger(value) && value >= least) return value;
        report.add(path, `${value} is no number of accounts: write ${least} or more, or a share such as 10%`);
        return least;
    }
    const share = /^(\d{1,3})%$/.exec(value);
    const percent = Number(share?.[1]);
    if (share && percent >= least && percent <= 100) return `${percent}%`;
    report.add(path, `${quoted(value)} is no share: write one from ${least}% to 100%, or a number of accounts`);
    return least;
}

function writtenRings(
    rings: readonly (readonly string[])[],
    organization: OrganizationModel,
    report: Report,
): readonly RingModel[] {
    const tree = treeOf(organization);
    const seen = new Set<string>();
    const models: RingModel[] = [];
    for (const [index, names] of rings.entries()) {
        const path = ["rollOut", "rings", index];
        for (const [at, name] of names.entries()) {
            if (seen.has(name)) report.add([...path, at], `names ${quoted(name)} a second time: keep one`);
            else if (name !== OTHERS && !tree.unit(name)) {
                report.add([...path, at], () => {
                    const units = organization.units.map(({ key }) => key);
                    return `there is no unit ${quoted(name)}.${didYouMean(name, [...units, OTHERS])} There are ${listSome([...units, OTHERS])}`;
                });
            }
            seen.add(name);
        }
        if (names.includes(OTHERS) && names.length > 1) {
            report.add(path, `has ${OTHERS} beside units: a ring is either ${OTHERS}, or units by name`);
        }
        models.push({ name: names.join(", "), units: names.filter((name) => name !== OTHERS) });
    }
    // Whoever names no place for the others gets them last, when everything else has proved itself.
    return seen.has(OTHERS) ? models : [...models, { name: OTHERS, units: [] }];
}

/** Where policies are tried out, then sandboxes, then all others, and production last. */
function usualRings(organization: OrganizationModel): readonly RingModel[] {
    const staging = new Set(organization.policies.flatMap(({ staged }) => staged?.unit ?? []));
    const rings = {
        staging: topmost(organization, ({ key }) => staging.has(key) || /^policy[-_ ]?staging$/i.test(ownKey(key))),
        sandbox: topmost(organization, ({ kind }) => kind === "sandbox"),
        production: topmost(organization, ({ key }) => /^prod(uction)?$/i.test(ownKey(key))),
    };
    const taken = new Set<string>();
    const ring = (units: readonly string[]): RingModel[] => {
        // The order of files and keys of the definition says nothing.
        const own = units.filter((unit) => !taken.has(unit)).sort();
        for (const unit of own) taken.add(unit);
        return own.length > 0 ? [{ name: own.join(", "), units: own }] : [];
    };
    return [...ring(rings.staging), ...ring(rings.sandbox), { name: OTHERS, units: [] }, ...ring(rings.production)];
}

function ownKey(key: string): string {
    return key.slice(key.lastIndexOf("/") + 1);
}

/** The units that something is true of, without those below another one. */
function topmost(
    { units }: OrganizationModel,
    isMeant: (unit: OrganizationModel["units"][number]) => boolean,
): readonly string[] {
    const found = units.filter(isMeant).map(({ key }) => key);
    return found.filter((key) => !found.some((other) => key.startsWith(`${other}/`)));
}

/** The ring of an account: the one that names the nearest unit above it. */
export class AccountRings {
    readonly #byUnit: ReadonlyMap<string, string>;
    readonly #others: string;
    readonly #organization: OrganizationModel;

    constructor(rings: readonly RingModel[], organization: OrganizationModel) {
        this.#byUnit = new Map(rings.flatMap(({ name, units }) => units.map((unit) => [unit, name] as const)));
        this.#others = rings.find(({ units }) => units.length === 0)?.name ?? OTHERS;
        this.#organization = organization;
    }

    ringOf({ unit }: Pick<AccountModel, "unit">): string {
        const above = unit === ROOT_UNIT ? [] : treeOf(this.#organization).unitsDownTo(unit);
        const nearest = above.reverse().find(({ key }) => this.#byUnit.has(key));
        return (nearest && this.#byUnit.get(nearest.key)) ?? this.#others;
    }
}
