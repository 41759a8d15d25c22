import type { AwsClients } from "../../aws/awsClients";
import { placeIn, type OrganizationModel } from "../../definition";
import { STOP_SPENDING } from "../../guardrails";
import type { CostsModel } from "./model";
import { accountOrder } from "./plan/accountOrder";
import { emptyBudgets, membersAfter } from "./plan/emptyBudgets";
import { SameBudgets } from "./plan/sameBudget";
import { COST_RESOURCES, namesIn, namesInAws, type StackBefore } from "./plan/stackBefore";
import { NO_COSTS_FOUND, type AccountMove, type FoundCosts } from "./plan/foundCosts";
import { CostQuestions } from "./questions/costQuestions";
import { findAnomalies } from "./questions/foundAnomalies";
import { findBudgets } from "./questions/foundBudgets";
import { findCategories } from "./questions/foundCategories";
import { findExport } from "./questions/foundExport";
import { findStops } from "./questions/foundStops";
import { findStopRole } from "./questions/foundStopRole";
import { findTags } from "./questions/foundTags";
import { ASKED_ACCOUNTS, LastMonthAnswers, lastMonthCosts } from "./questions/lastMonthCosts";
import { movingAccounts } from "./questions/movingAccounts";

export interface CostsRun {
    /** Figures are asked for only where somebody reads them. */
    readonly isPreview: boolean;
    /** AWS's time, which its answers tell. */
    readonly now: () => Date;
}

/**
 * Asks AWS what the state does not say of costs, everything at the same time. A preview that changes nothing makes one call for the budgets
 * and one for what `stop-spending` is attached to; without budgets none. AWS bills one request, for accounts that move.
 */
export async function findCosts(
    model: CostsModel,
    organization: OrganizationModel,
    before: StackBefore,
    clients: AwsClients,
    run: CostsRun,
): Promise<FoundCosts> {
    const questions = new CostQuestions();
    const answers = await askAll(model, organization, before, { clients, questions, ...run });
    return {
        ...joinedAnswers(answers),
        accountOrder: accountOrder(before),
        empty: emptyBudgets(model, organization, membersAfter(organization, before)),
        unread: questions.unread,
        ...placesOf(organization),
    };
}

/** The same where AWS is not asked. It may not know new cost allocation tags yet, so they wait, and nobody is stopped. */
export function costsInState(model: CostsModel, organization: OrganizationModel, before: StackBefore): FoundCosts {
    const known = namesIn(before.featureResources, COST_RESOURCES.tag);
    return {
        ...NO_COSTS_FOUND,
        tags: { ...NO_COSTS_FOUND.tags, registered: model.allocationTags.filter((tag) => known.has(tag)) },
        accountOrder: accountOrder(before),
        empty: emptyBudgets(model, organization, membersAfter(organization, before)),
        isStopPolicyKept: organization.policies.some(({ key }) => key === STOP_SPENDING),
        ...placesOf(organization),
    };
}

type Asking = CostsRun & { readonly clients: AwsClients; readonly questions: CostQuestions };

async function askAll(
    model: CostsModel,
    organization: OrganizationModel,
    before: StackBefore,
    { clients, questions, ...run }: Asking,
) {
    const inState = (type: string): ReadonlySet<string> => namesIn(before.featureResources, type);
    const hasBudgets =
        model.budgets.length > 0 || [...model.accounts.values()].some(({ budgets }) => budgets.length > 0);
    const account = hasBudgets || model.export ? await managementAccount(before, clients, questions) : undefined;
    const [tags, budgets, categories, anomalies, exported, stops, stopRole, moves] = await Promise.all([
        findTags(model, inState(COST_RESOURCES.tag), clients, questions),
        account === undefined
            ? undefined
            : findBudgets(model, {
                  clients,
                  managementAccountId: account,
                  questions,
                  inState: namesInAws(before.featureResources, COST_RESOURCES.budget),
                  same: new SameBudgets(model, organization, before),
                  ...run,
              }),
        findCategories(model, inState(COST_RESOURCES.category), clients, questions),
        findAnomalies(model, before.featureResources, clients, questions),
        account === undefined
            ? undefined
            : findExport(model.export, before.featureResources, account, clients, questions),
        findStops(model, organization, before, clients, questions),
        findStopRole(model, before, clients, questions),
        run.isPreview
            ? findMoves(model, organization, before, { clients, questions, now: run.now })
            : { moves: [], billedRequests: 0 },
    ]);
    return { tags, budgets, categories, anomalies, exported, stops, stopRole, moves };
}

function joinedAnswers({
    tags,
    budgets,
    categories,
    anomalies,
    exported,
    stops,
    stopRole,
    moves,
}: Awaited<ReturnType<typeof askAll>>): Omit<FoundCosts, "accountOrder" | "empty" | "unread" | "places" | "anywhere"> {
    return {
        tags,
        imports: {
            budgets: budgets?.imports ?? NO_COSTS_FOUND.imports.budgets,
            monitors: anomalies.monitors,
            subscriptions: anomalies.subscriptions,
            ...(stopRole.hasStopRole && { stopRole: true as const }),
            ...(exported?.importName !== undefined && { bucket: exported.importName }),
        },
        taken: [
            ...(budgets?.taken ?? []),
            ...categories.taken,
            ...anomalies.taken,
            ...(exported?.taken ?? []),
            ...stopRole.taken,
        ],
        monitorOrder: anomalies.order,
        misusedMonitors: anomalies.misused,
        categories: categories.categories,
        missing: budgets?.missing ?? [],
        unconfirmed: budgets?.unconfirmed ?? [],
        filtered: budgets?.filtered ?? [],
        lost: budgets?.lost ?? [],
        exceeded: budgets?.exceeded ?? [],
        silent: budgets?.silent ?? [],
        ...stops,
        ...moves,
    };
}

/** In a first run the state does not have it. */
function managementAccount(
    { managementAccountId }: StackBefore,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<string | undefined> {
    return managementAccountId === undefined
        ? questions.ask("the account of the credentials", () => clients.callerAccount())
        : Promise.resolve(managementAccountId);
}

interface MovesAsked {
    readonly clients: AwsClients;
    readonly questions: CostQuestions;
    readonly now: () => Date;
}

/** Without costs in the definition nobody is told what an account cost, and nothing is asked. */
async function findMoves(
    model: CostsModel,
    organization: OrganizationModel,
    before: StackBefore,
    { clients, questions, now }: MovesAsked,
): Promise<FoundMoves> {
    const moves = usesCosts(model) ? movingAccounts(model, organization, before) : [];
    if (moves.length === 0) return { moves, billedRequests: 0 };
    const asked = moves.map(({ id }) => id).slice(0, ASKED_ACCOUNTS);
    // The local AWS bills nothing, and its costs change with every test.
    const answers = clients.isLocal
        ? undefined
        : new LastMonthAnswers([before.managementAccountId ?? "", ...asked], now());
    const known = answers?.read();
    const costs =
        known ??
        (await questions.ask("what the accounts that move cost last month", () =>
            lastMonthCosts(asked, clients, now()),
        ));
    if (!costs) return { moves, billedRequests: 0 };
    if (!known) answers?.write(costs);
    const { month, currency, amounts } = costs;
    return {
        // Of an account that was not asked about, nothing is known. One without costs is absent in the answer.
        moves: moves.map((move) =>
            asked.includes(move.id)
                ? { ...move, lastMonth: { month, currency, amount: amounts.get(move.id) ?? 0 } }
                : move,
        ),
        billedRequests: known ? 0 : 1,
    };
}

interface FoundMoves {
    readonly moves: readonly AccountMove[];
    readonly billedRequests: number;
}

function usesCosts({ budgets, dimensions, accounts, export: exported }: CostsModel): boolean {
    return (
        budgets.length + dimensions.length > 0 ||
        exported !== undefined ||
        [...accounts.values()].some((account) => account.budgets.length > 0)
    );
}

function placesOf(organization: OrganizationModel): Pick<FoundCosts, "places" | "anywhere" | "placeOf"> {
    const { accounts, units } = organization;
    const first = (units[0] ?? accounts[0])?.place;
    const { file } = first ?? NO_COSTS_FOUND.anywhere;
    return {
        placeOf: (path) => placeIn(organization, path, file),
        places: new Map(accounts.map(({ key, place, path }) => [key, { place, path }])),
        anywhere: { file },
    };
}
