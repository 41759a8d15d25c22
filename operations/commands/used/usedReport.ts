import { fewAtATime } from "../../../aws/fewAtATime";
import type { PolicyModel } from "../../../definition";
import { treeOf, type ModelNode } from "../../../definition/modelTree";
import type { CommandContext } from "../../cli/commandContext";
import { memberOf, readMembership, type Membership } from "../../cli/organizationMembers";
import { during } from "../../cli/progressBar";
import { allowsAnything, type ServicePart } from "../../../evaluator/policyPurpose";
import { deniedPart, isAllowListAt, type GuardedPlace } from "./deniedServices";
import { entityId, type UsedSubject } from "./reportedPlace";
import { MOST_ACCOUNTS, REPORTS_AT_A_TIME, UsageReports } from "./usageReports";
import { isUsedSince, type UsedService } from "./usedServices";

/** A service that was used at a place, or not. */
export interface UsedLine {
    /** `unit Workloads`. */
    readonly place: string;
    readonly service: string;
    readonly name: string;
    /** What the guardrail denies of it; absent for a place. */
    readonly denied?: ServicePart;
    /** Used on or after the first day. */
    readonly isUsed: boolean;
    /** The accounts that used it in the time that AWS looks back. */
    readonly accountsEver: number;
    /** The keys of the accounts that used it since the first day, if each account was asked. */
    readonly accountsSince?: readonly string[];
    readonly lastAt?: string;
    /** The account's key; its id, if it is not in the definition. */
    readonly lastBy?: string;
    readonly lastFrom?: string;
}

/** What was used at one place or at each place of a guardrail. */
export interface UsedReport {
    readonly lines: readonly UsedLine[];
    /** The number of accounts at each place. */
    readonly accounts: ReadonlyMap<string, number>;
    readonly notes: readonly string[];
}

/**
 * Asks AWS what was used at the places of a command line. A place takes one report; at a place of a guardrail, each account takes one more if a
 * service that the guardrail denies was used there, and the accounts are not too many.
 *
 * @param since the first day, in milliseconds.
 */
export async function usedReport(
    context: CommandContext,
    subject: UsedSubject,
    since: number,
    isFresh: boolean,
): Promise<UsedReport> {
    const { model, clients } = context;
    const reports = await UsageReports.open(context, isFresh);
    const membership = await readMembership(clients);
    const policies =
        subject.kind === "place"
            ? undefined
            : model.policies.filter(({ key, part }) => key === subject.key || part?.of === subject.key);
    const tree = treeOf(model);
    const places =
        subject.kind === "place"
            ? [subject.node]
            : tree.nodes.filter(({ guardrails }) => policies?.some(({ key }) => guardrails.includes(key)));
    const keys = keysById(context, membership);
    const ask = async (node: ModelNode): Promise<readonly UsedService[] | undefined> => {
        const id = await entityId(context, node, membership, reports.paths);
        return id === undefined ? undefined : reports.servicesAt(id);
    };
    return during("Asking AWS which services were used", undefined, async (bar) => {
        const lines: UsedLine[] = [];
        const notes: string[] = [];
        const counts = new Map<string, number>();
        for (const node of places) {
            const services = await ask(node);
            bar.advance();
            const below = accountsAt(tree.nodesBelow(node), node);
            counts.set(node.name, below.length);
            if (!services) {
                notes.push(`AWS does not have ${node.name} yet, so nothing was used there.`);
                continue;
            }
            const guard = policies && guardAt(node, policies, model.policies);
            const found = linesOf(node, services, guard, since, keys);
            if (guard) notes.push(...guardrailNotes(node, services, found, guard));
            const isWorthAsking =
                policies !== undefined && node.kind !== "account" && found.some(({ isUsed }) => isUsed);
            if (!isWorthAsking || below.length > MOST_ACCOUNTS) {
                if (isWorthAsking) notes.push(manyAccounts(node.name, below.length));
                lines.push(...found);
                continue;
            }
            const answers = await fewAtATime(below, REPORTS_AT_A_TIME, async (one) => {
                const answer = await ask(one);
                bar.advance();
                return [one.key, answer ?? []] as const;
            });
            const byAccount = new Map(answers);
            lines.push(...found.map((line) => ({ ...line, accountsSince: usersOf(line.service, byAccount, since) })));
        }
        return { found: { lines, accounts: counts, notes }, text: `AWS's reports of the use of services` };
    });
}

/** A guardrail at a place to which it is attached. */
interface GuardHere {
    readonly policies: readonly PolicyModel[];
    readonly place: GuardedPlace;
}

function guardAt(
    { guardrails, fullAccess }: ModelNode,
    policies: readonly PolicyModel[],
    all: readonly PolicyModel[],
): GuardHere {
    const here = policies.filter(({ key }) => guardrails.includes(key));
    return { policies: here, place: { fullAccess, attached: all.filter(({ key }) => guardrails.includes(key)) } };
}

function accountsAt(below: readonly ModelNode[], node: ModelNode): readonly ModelNode[] {
    return [node, ...below].filter(({ kind }) => kind === "account");
}

function keysById({ model }: CommandContext, membership: Membership): ReadonlyMap<string, string> {
    return new Map(
        model.accounts.flatMap((account): [string, string][] => {
            const id = memberOf(account, membership)?.id;
            return id === undefined ? [] : [[id, account.key]];
        }),
    );
}

function linesOf(
    node: ModelNode,
    services: readonly UsedService[],
    guard: GuardHere | undefined,
    since: number,
    keys: ReadonlyMap<string, string>,
): readonly UsedLine[] {
    return services.flatMap(({ service, name, accounts, last }): UsedLine[] => {
        const denied = guard && deniedPart(guard.policies, service, guard.place);
        if (guard && denied === undefined) return [];
        return [
            {
                place: node.name,
                service,
                name,
                ...(denied && { denied }),
                isUsed: isUsedSince({ last }, since),
                accountsEver: accounts,
                ...(last && { lastAt: last.at, lastBy: keys.get(last.account) ?? last.account }),
                ...(last?.region !== undefined && { lastFrom: last.region }),
            },
        ];
    });
}

function usersOf(
    service: string,
    byAccount: ReadonlyMap<string, readonly UsedService[]>,
    since: number,
): readonly string[] {
    return [...byAccount].flatMap(([key, services]) =>
        services.some((one) => one.service === service && isUsedSince(one, since)) ? [key] : [],
    );
}

/** What the report does not prove, and where a guardrail does less than it seems to. */
function guardrailNotes(
    { name, fullAccess }: ModelNode,
    services: readonly UsedService[],
    found: readonly UsedLine[],
    { policies, place }: GuardHere,
): readonly string[] {
    if (services.length === 0) return [`AWS lists no service for ${name}: policies deny all of them there.`];
    return [
        ...(found.some(({ denied }) => denied === "part")
            ? [
                  `At ${name}: of a service that is denied in part, the report does not say whether what is denied was used. \`org explain\` says what is denied.`,
              ]
            : []),
        ...(isAllowListAt(policies, place)
            ? [`At ${name} it is an allow list: what no policy attached there allows is denied.`]
            : []),
        ...(fullAccess && policies.some(allowsAnything)
            ? [
                  `At ${name} its Allow statements deny nothing, because FullAWSAccess allows everything there. If it is an allow list, write fullAccess: false next to guardrails.`,
              ]
            : []),
    ];
}

function manyAccounts(place: string, count: number): string {
    return `${place} has ${count} accounts, too many to ask for each one: the number of accounts is of all the time that AWS looks back. Ask for a unit below it.`;
}
