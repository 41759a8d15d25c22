import { weighed, type ExistingState, type ResourceChange, type ResourceInputs } from "../../../definition/feature";
import { countOf, list, visible } from "../../../limits";
import { templateOf } from "../effect/blockChange";
import { takenRoles, type TakenRole } from "../effect/roleAccess";
import { reachChange } from "../effect/roleReach";
import { parametersOf, templateText, type BlockPart, type ReviewedStack, type ReviewedStacks } from "./reviewedStacks";

/** More accounts than one team's pipeline deploys to. */
const MANY_ACCOUNTS = 10;

/**
 * Roles by which a block opens accounts that the stack has already: to somebody outside the organisation, or for everything. A template
 * brings a role into all accounts at once, and no line of the pull request shows where. New accounts have nothing to lose yet.
 */
export function openedParts(
    { name: key, before, after }: ResourceChange,
    [had, has]: readonly [ReviewedStacks, ReviewedStacks],
    state: ExistingState,
): readonly BlockPart[] {
    if (after === undefined) return [];
    const members = new Set([...state.accounts.values()].map(({ id }) => id));
    if (state.managementAccountId !== undefined) members.add(state.managementAccountId);
    const rolesOf = rolesByParameters();
    const opened = new Map<string, { readonly accounts: string[]; isUsual: boolean }>();
    for (const [account, stack] of has) {
        const was = had.get(account);
        if (!state.accounts.has(account) || stack.isLeftAlone === true) continue;
        const old = was ? rolesOf(before, was) : NO_ROLES;
        for (const [id, role] of rolesOf(after, stack)) {
            if (!isOpening(role, old.get(id), members)) continue;
            const text = `role ${visible(role.name)} lets in ${list(role.by, 4)}, and allows ${role.allows}`;
            const known = opened.get(text) ?? { accounts: [], isUsual: true };
            known.accounts.push(account);
            known.isUsual &&= isUsual(role, old.get(id), members);
            opened.set(text, known);
        }
    }
    if (opened.size === 0) return [];
    const accounts = new Set([...opened.values()].flatMap((one) => one.accounts));
    const isHarmless = [...opened.values()].every((one) => one.isUsual) && accounts.size <= MANY_ACCOUNTS;
    const where = countOf(accounts.size, "account");
    return [
        {
            text: `opens ${where}`,
            ...weighed(isHarmless ? "attention" : "danger", `open ${where} with block ${key}`),
            details: [...opened].map(([text, of]) => `In ${countOf(of.accounts.length, "account")}: ${text}.`),
        },
    ];
}

const NO_ROLES: ReadonlyMap<string, TakenRole> = new Map();

/** Reads the roles of stacks: those with the same values once. */
function rolesByParameters(): (
    inputs: ResourceInputs | undefined,
    stack: ReviewedStack,
) => ReadonlyMap<string, TakenRole> {
    const known = new Map<ResourceInputs | undefined, Map<string, ReadonlyMap<string, TakenRole>>>();
    return (inputs, stack) => {
        const parameters = parametersOf(inputs, stack);
        const ofInputs = known.get(inputs) ?? new Map<string, ReadonlyMap<string, TakenRole>>();
        known.set(inputs, ofInputs);
        const id = JSON.stringify(parameters);
        const roles =
            ofInputs.get(id) ?? takenRoles({ template: templateOf({ template: templateText(inputs) }), parameters });
        ofInputs.set(id, roles);
        return roles;
    };
}

function isOpening(role: TakenRole, was: TakenRole | undefined, members: ReadonlySet<string>): boolean {
    if (was && reachChange(was.reach, role.reach) !== "looser") return false;
    return role.isAdministrator || role.by.some((one) => isOutside(one, members));
}

/** A new role within a boundary, with which a pipeline deploys: teams add those to their accounts, and the line names the repository. */
function isUsual(role: TakenRole, was: TakenRole | undefined, members: ReadonlySet<string>): boolean {
    const others = role.by.filter((one) => isOutside(one, members));
    return was === undefined && role.reach.boundary !== undefined && others.every((one) => PIPELINE.test(one));
}

const PIPELINE = /(?:oidc|saml)-provider\//;

/** Whether a principal may be somebody outside the organisation: another account, a pipeline elsewhere, anybody. */
function isOutside(principal: string, members: ReadonlySet<string>): boolean {
    if (/^anybody in any account|^whom the template computes/.test(principal) || PIPELINE.test(principal)) return true;
    const [account] = /\b\d{12}\b/.exec(principal) ?? [];
    return account !== undefined && !members.has(account);
}
