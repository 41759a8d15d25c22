import { LIBRARY, QUARANTINE, STOP_SPENDING } from "../../guardrails";
import { didYouMean, listSome, quoted } from "../../limits";
import { accountNode, ROOT_NODE, unitNode, type OrganizationNode } from "../../tree";
import type { OrganizationModel } from "../model";
import type { Report } from "../problemReport";
import type { PolicyInput } from "../schema";
import { withLibraryGuardrail } from "./libraryEntry";

/** The key of the staging unit if the definition names none. */
const STAGING_UNIT = "PolicyStaging";

/** The suffix of the key and the name of a staged version of a policy. */
export const STAGED_SUFFIX = "-staged";

/** Guardrails that somebody or AWS attaches in a moment, and that have no staged version. */
const NEVER_STAGED: ReadonlySet<string> = new Set([QUARANTINE, STOP_SPENDING]);

/**
 * The key of the unit to which staged guardrails are attached.
 *
 * @param units the keys of all units.
 * @param named the key that the definition gives.
 * @param wanted the keys of the staged policies. Without a staging unit each of them is a mistake.
 */
export function stagingUnit(
    units: readonly string[],
    named: string | undefined,
    wanted: readonly string[],
    report: Report,
): string | undefined {
    if (named !== undefined) {
        const unit = units.find((key) => key === named);
        if (unit === undefined && !report.isInMistake(named.slice(named.lastIndexOf("/") + 1))) {
            report.add(
                ["organization", "stagingUnit"],
                () => `there is no unit ${quoted(named)}.${didYouMean(named, units)} There are ${listSome(units)}.`,
            );
        }
        return unit;
    }
    const found = units.filter((key) => key.slice(key.lastIndexOf("/") + 1) === STAGING_UNIT);
    if (found.length === 1) return found[0];
    for (const key of wanted) {
        report.add(
            ["policies", key, "staged"],
            found.length === 0
                ? `there is no unit to try it out in: create a unit ${STAGING_UNIT}, with an account like those that it is for, or name another unit: organization: { stagingUnit: <its key> }`
                : `there are the units ${listSome(found)}: name the one to try it out in, organization: { stagingUnit: <its key> }`,
        );
    }
    return undefined;
}

/** The staged version of a policy in force, as a policy of its own; undefined if it has none or an empty one. */
export function stagedVersion(key: string, said: PolicyInput, report: Report): PolicyInput | undefined {
    const input = withLibraryGuardrail(key, said);
    const { staged, guardrail, parameters: _, document: __, file: ___, id: ____, merge: _____, ...rest } = input;
    if (typeof staged !== "object" || NEVER_STAGED.has(key)) return undefined;
    const path = ["policies", key, "staged"];
    if (Object.keys(staged).length === 0) {
        report.add(path, "is empty: give the parameters, document or file to try out, or true for the whole policy");
        return undefined;
    }
    const named = { ...rest, name: `${input.name ?? key}${STAGED_SUFFIX}` };
    const ownDocument = staged.document !== undefined || staged.file !== undefined;
    if (!ownDocument) return { ...named, ...(guardrail !== undefined && { guardrail }), ...staged };
    const type = input.type ?? LIBRARY.get(guardrail ?? "")?.type;
    return { ...named, ...staged, ...(type !== undefined && { type }) };
}

/** Whether an entry of `policies` stages a guardrail of the library that is used by its name. A wrong entry is reported. */
export function isStagedLibrary(key: string, input: PolicyInput, report: Report): boolean {
    const { staged, ...rest } = input;
    if (!LIBRARY.has(key) || Object.keys(rest).length > 0) return false;
    if (staged === undefined || (typeof staged === "object" && !NEVER_STAGED.has(key))) return false;
    if (staged && key === QUARANTINE) {
        report.add(
            ["policies", key, "staged"],
            "the quarantine is for one account in an emergency, and cannot be staged",
        );
    } else if (staged && key === STOP_SPENDING) {
        report.add(
            ["policies", key, "staged"],
            `a budget attaches ${key} when it is used up, so it cannot be staged: try out \`stop\` with the budget of one sandbox`,
        );
    }
    return true;
}

/** The model as it will be when everything staged is promoted. A staged version replaces the policy in force. */
export function promoted(model: OrganizationModel): OrganizationModel {
    const staged = model.policies.flatMap(({ key, staged: on }) => (on ? [{ key, ...on }] : []));
    if (staged.length === 0) return model;
    const isStaged = new Set(staged.map(({ key }) => key));
    const partOf = new Map(model.policies.map(({ key, part }) => [key, part]));
    const inForce = (key: string): string[] => {
        const part = partOf.get(key);
        const versions = staged.filter(({ of }) => of === (part?.of ?? key)).map((version) => version.key);
        if (versions.length === 0) return [key];
        return (part?.number ?? 1) === 1 ? versions : [];
    };
    const at = ({ kind, key }: OrganizationNode, guardrails: readonly string[]): string[] => [
        ...guardrails.filter((one) => !isStaged.has(one)).flatMap(inForce),
        ...staged
            .filter(({ targets }) => targets.some((target) => target.kind === kind && target.key === key))
            .map((policy) => policy.key),
    ];
    return {
        ...model,
        guardrails: at(ROOT_NODE, model.guardrails),
        units: model.units.map((unit) => ({ ...unit, guardrails: at(unitNode(unit.key), unit.guardrails) })),
        accounts: model.accounts.map((one) => ({ ...one, guardrails: at(accountNode(one.key), one.guardrails) })),
    };
}
