import type { OrganizationModel } from "../../../definition/model";
import { countOf, list, visible } from "../../../limits";
import type { BaselineModel } from "../model";
import { skippedRegions } from "../plan/standingRegions";
import { hasManagementSetting, type BlockLibrary } from "./blockLibrary";
import { unknownPolicies } from "./namedAwsPolicies";
import { partlyNamedRegions } from "./blockRegions";

const MOST_NAMES = 5;

/** What people may not expect of StackSets, and is no mistake. */
export function baselineWarnings(
    model: BaselineModel,
    organization: OrganizationModel,
    library: BlockLibrary,
): string[] {
    return [
        ...withoutManagementAccount(model, library),
        ...unsparedRoles(model, organization),
        ...model.blocks.flatMap(({ warnings = [] }) => warnings),
        ...unknownPolicies(model),
        ...partlyNamedRegions(model, library),
        ...leftOutRegions(model),
    ];
}

/** Regions that a block names, and that accounts below the place which brings it do not have. */
function leftOutRegions(model: BaselineModel): string[] {
    return [...skippedRegions(model)].sort().map(([block, accounts]) => {
        const keys = [...accounts.keys()].sort();
        const regions = [...new Set([...accounts.values()].flat())].sort();
        return `block ${visible(block)} is left out of ${list(regions, MOST_NAMES)} in ${countOf(keys.length, "account")} (${list(keys, MOST_NAMES)}), because \`regions\` there do not allow ${regions.length === 1 ? "it" : "them"}. A stack that is there already stays`;
    });
}

/** Roles for emergencies that the guardrails bind like any other. */
function unsparedRoles({ blocks, accounts }: BaselineModel, organization: OrganizationModel): string[] {
    const { breakGlassRole } = organization;
    const keys = new Set(blocks.filter(({ kind }) => kind === "break-glass-role").map(({ key }) => key));
    const names = [...accounts.values()].flatMap((own) =>
        own.blocks.flatMap(({ block, parameters }) => (keys.has(block) ? (parameters["Name"] ?? []) : [])),
    );
    const bound = [...new Set(names)].filter((name) => name !== breakGlassRole);
    const spared = visible(breakGlassRole);
    // An access role is in every account already, so no block can make it.
    const isAccessRole = organization.accounts.some(({ roleName }) => roleName === breakGlassRole);
    const others = isAccessRole ? "" : `. Or give the block \`name: ${spared}\``;
    const naming = policiesNaming(breakGlassRole, organization);
    return bound.map((name) => {
        const also =
            naming.length === 0
                ? ""
                : `. Where ${list(naming, MOST_NAMES)} ${naming.length === 1 ? "names" : "name"} ${spared}, add arn:*:iam::*:role/${visible(name)} (exemptRoles, or the condition)`;
        return `a block break-glass-role makes the role ${visible(name)}, and guardrails spare ${spared} in an emergency: they would bind the new role. When every account has it, write \`organization: { breakGlassRole: ${visible(name)} }\`: a quarantine then spares it, and no longer ${spared}${also}${others}`;
    });
}

/** The policies whose text in the definition may name the role: they do not change with `breakGlassRole`. */
function policiesNaming(role: string, { policies }: OrganizationModel): string[] {
    return policies
        .filter(({ path, content }) => path[0] === "policies" && content.includes(`:role/${role}"`))
        .map(({ key, part }) => visible(part?.of ?? key))
        .filter((key, index, all) => all.indexOf(key) === index);
}

/** Blocks whose setting matters in the management account too, which StackSets do not reach. */
function withoutManagementAccount({ blocks, managementAccount }: BaselineModel, library: BlockLibrary): string[] {
    const there = new Set(managementAccount.map(({ block }) => block));
    const lacking = blocks
        .filter(
            ({ key, kind, path }) => path.length === 2 && !there.has(key) && hasManagementSetting(library.get(kind)),
        )
        .map(({ key }) => key);
    if (lacking.length === 0) return [];
    return [
        `the management account does not get ${list(lacking)}: StackSets do not reach it. Write \`managementAccount: true\` below ${lacking.length === 1 ? "the block" : "the blocks"} at the root, and the AWS provider sets ${lacking.length === 1 ? "it" : "them"} there`,
    ];
}
