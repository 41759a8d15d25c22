import { accountAdoptionProblems, adoptionProblems, type FoundOrganization } from "../adoption";
import {
    announcement,
    checkQuota,
    findAccounts,
    handedOverWarnings,
    newAccounts,
    takenEmails,
    waitForCreations,
} from "../creation";
import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { findUnits, isToBeAsked } from "../identity";
import { keptServices, policyTypesToEnable, keptServiceWarnings } from "../organization";
import { isReplaced } from "../review";
import { warningNotes } from "./notes";
import { carrying } from "./planFailure";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/** The units and accounts of a run, with the ids of those that AWS has already. */
export interface PlannedMembers {
    readonly model: OrganizationModel;
    /** By key the ids of the units and accounts that were found. */
    readonly units: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
    readonly infos: readonly string[];
}

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * Asks AWS about the units and accounts that the run creates or takes over. A run that does neither asks AWS nothing.
 *
 * - An organisation and accounts with an `id` in the definition are taken over. They must be as the definition says.
 * - Accounts and units that are new to the stack but exist in AWS, from an interrupted run or a lost state, are found by e-mail and by
 *   name, and taken over too.
 * - Units that are created, renamed or taken over must have the parent that the definition says, and their names must be free.
 * - The remaining accounts are created. The quota must have room for them.
 */
export async function planMembers(planned: RunPlan, aws: PlanningAws, options: PlanOptions): Promise<PlannedMembers> {
    const { model, existing } = planned;
    const { location, isPreview } = options;
    const isFirst = existing.organizationId === undefined;
    const asked = askedMembers(planned);
    const unchanged: PlannedMembers = { model, units: NONE, accounts: NONE, problems: [], warnings: [], infos: [] };
    if (!isFirst && !asked.units && asked.accounts === 0) return unchanged;

    // If no organisation is expected, there is none: a first run that finds one nevertheless was refused before.
    const unfinished =
        asked.fresh.length > 0 && (!isFirst || model.id !== undefined)
            ? await waitForCreations(
                  asked.fresh.map(({ name }) => name),
                  () => aws.creations.inProgress(),
                  isPreview,
                  options.waiting,
              )
            : [];
    const found = await carrying(warningNotes("found", unfinished), () => aws.findOrganization());
    const refused = isFirst && found ? adoptionProblems(model, found, location) : [];
    if (refused.length > 0) return { ...unchanged, problems: refused, warnings: unfinished };
    const kept = isFirst && found ? keptServices(model, found.serviceAccess) : [];
    const settled = isFirst && found ? withEverythingOf(found, kept, model) : model;
    const warnings = [...unfinished, ...(isPreview ? keptServiceWarnings(kept, model) : [])];
    const members = await carrying(warningNotes("found", warnings), () =>
        findMembers({ ...planned, model: settled }, asked, found, aws, location),
    );
    const created = [...asked.fresh, ...asked.replaced].filter(({ key }) => !members.accounts.has(key));
    const handedOver = isPreview && created.length > 0 ? handedOverWarnings(created, options.handedOver()) : [];
    return { ...members, warnings: [...warnings, ...members.warnings, ...handedOver] };
}

/** What AWS is asked about. */
interface AskedMembers {
    /** The accounts that the definition takes over by their ids. */
    readonly adopted: readonly AccountModel[];
    /** The accounts that are new to the stack. */
    readonly fresh: readonly AccountModel[];
    /** The accounts that new ones replace. */
    readonly replaced: readonly AccountModel[];
    /** Whether units are created, renamed or taken over. */
    readonly units: boolean;
    /** How many accounts are created, invited or taken over. */
    readonly accounts: number;
}

function askedMembers({ model, existing, invitations }: RunPlan): AskedMembers {
    const adopted = model.accounts.filter(({ key, id }) => id !== undefined && !existing.accounts.has(key));
    const fresh = newAccounts(model, existing);
    const replaced = model.accounts.filter((account) => isReplaced(account, existing.accounts.get(account.key)));
    return {
        adopted,
        fresh,
        replaced,
        units: model.units.some((unit) => isToBeAsked(unit, existing)),
        accounts: adopted.length + fresh.length + replaced.length + invitations.toSend,
    };
}

/** An organisation that is taken over keeps the types of policy and services that the definition does not name. */
function withEverythingOf(
    { policyTypes }: FoundOrganization,
    keptAccess: readonly string[],
    model: OrganizationModel,
): OrganizationModel {
    return {
        ...model,
        serviceAccess: [...model.serviceAccess, ...keptAccess].sort(),
        policyTypes: policyTypesToEnable(model, { policyTypes }),
    };
}

/** Finds the units and accounts in AWS, and refuses what would fail half way through the run. */
async function findMembers(
    { model, existing, invitations }: RunPlan,
    { adopted, fresh, replaced, units: areUnitsAsked }: AskedMembers,
    found: FoundOrganization | undefined,
    aws: PlanningAws,
    location: string,
): Promise<PlannedMembers> {
    const units =
        found && areUnitsAsked
            ? await findUnits(model, existing, found.rootId, aws.units)
            : { ids: NONE, problems: [] };
    const accounts = found ? findAccounts(fresh, found, existing) : { ids: NONE, problems: [] };
    const taken = withIds(model, units.ids, accounts.ids);
    const problems: Problem[] = [...units.problems, ...accounts.problems];
    if (found) {
        const keys = new Set([...adopted.map(({ key }) => key), ...accounts.ids.keys()]);
        const takenOver = taken.accounts.filter(({ key }) => keys.has(key));
        problems.push(
            ...takenEmails(replaced, found, existing),
            ...accountAdoptionProblems(takenOver, found, model.serviceAccess),
        );
    }
    const created = fresh.length + replaced.length - accounts.ids.size;
    const quota =
        created + invitations.toSend > 0
            ? await checkQuota(aws.creations, found && found.members.length + 1, created, invitations, location)
            : { problems: [], warnings: [] };
    problems.push(...quota.problems);
    const infos = [
        ...describeTakenOver(taken, units.ids, accounts.ids),
        ...(created > 0 ? [announcement(created)] : []),
    ];
    return {
        model: taken,
        units: units.ids,
        accounts: accounts.ids,
        problems,
        warnings: quota.warnings,
        infos: problems.length > 0 ? [] : infos,
    };
}

function withIds(
    model: OrganizationModel,
    units: ReadonlyMap<string, string>,
    accounts: ReadonlyMap<string, string>,
): OrganizationModel {
    const withId = <T extends { readonly key: string; readonly id?: string }>(
        one: T,
        ids: ReadonlyMap<string, string>,
    ): T => {
        const id = ids.get(one.key);
        return id === undefined ? one : { ...one, id };
    };
    return {
        ...model,
        units: model.units.map((unit) => withId(unit, units)),
        accounts: model.accounts.map((account) => withId(account, accounts)),
    };
}

function describeTakenOver(
    { units, accounts }: OrganizationModel,
    unitIds: ReadonlyMap<string, string>,
    accountIds: ReadonlyMap<string, string>,
): string[] {
    const takenOver = (what: string, by: string): string =>
        `${what} is in the organisation but not in the stack. It was found by its ${by}, and is taken over, not created`;
    return [
        ...units
            .filter(({ key }) => unitIds.has(key))
            .map(({ key, name }) => takenOver(`unit ${key} (${unitIds.get(key)})`, `name ${JSON.stringify(name)}`)),
        ...accounts
            .filter(({ key }) => accountIds.has(key))
            .map(({ key, email }) => takenOver(`account ${key} (${accountIds.get(key)})`, `e-mail ${email}`)),
    ];
}
