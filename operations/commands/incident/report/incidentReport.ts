import { AccountManagement } from "../../../../aws/accountManagement";
import { DEFAULT_ROLE_NAME } from "../../../../definition";
import type { GrantedSession, IdentityDirectory } from "../../../../definition/access";
import { answerFrom, answerOf, type AwsAnswer } from "../../../cli/awsAnswer";
import type { CommandContext } from "../../../cli/commandContext";
import { attachedTo } from "../../quarantine/quarantineAttachment";
import { wantedPolicy } from "../../quarantine/quarantinePolicy";
import type { QuarantinedAccount } from "../../quarantine/quarantinedAccount";
import { IncidentJudgement } from "../judge/incidentJudgement";
import { hasQuarantine, openAccount, type AccountDoor } from "../read/accountDoor";
import { readIdentities, type IdentityFacts } from "../read/identityFacts";
import { insidersOf } from "../read/insiders";
import { readSpending, type Spending } from "../read/spending";
import { readTrail, type TrailEvents } from "../read/trailEvents";
import type { DoneRevocation } from "../revoke/revocationPlan";

/** Everything that is known of an account in an incident. */
export interface IncidentReport {
    readonly stack: string;
    readonly target: QuarantinedAccount;
    /** When it was asked, by AWS's clock. */
    readonly at: Date;
    /** The beginning of the time that is looked at. */
    readonly since: Date;
    readonly isQuarantined: boolean;
    /** The sessions that this run has revoked. Absent if it was not asked to. */
    readonly revocation?: DoneRevocation;
    /** Why it is not known whether it is quarantined. Absent if it is. */
    readonly quarantineUnread?: string;
    /** The role in the account with which it was read. Absent: with the caller's own credentials. */
    readonly role?: string;
    /** Why nobody could get into the account. Absent if somebody could. */
    readonly closed?: string;
    /** The people of the definition; absent if it has none, has mistakes, or does not know the account. */
    readonly directory?: IdentityDirectory;
    /** Who has access by the definition. */
    readonly grants: readonly GrantedSession[];
    readonly identities: AwsAnswer<IdentityFacts>;
    readonly trail: AwsAnswer<TrailEvents>;
    readonly spending: AwsAnswer<Spending>;
    readonly managementAccountId: string;
    /** Ids of accounts of the organisation, of those that roles trust. What AWS does not answer is not among them. */
    readonly insiders: ReadonlySet<string>;
    /** What is the organisation's own. */
    readonly judgement: IncidentJudgement;
}

/** What is read, and what was done before. */
export interface AskedReading {
    /** How far to look back. */
    readonly milliseconds: number;
    /** The role in the account to work with, if not the usual one. */
    readonly role?: string;
    readonly revocation?: DoneRevocation;
}

/** Reads the account. What AWS does not answer is said in its place, and hides nothing else. */
export async function readIncident(
    context: CommandContext,
    target: QuarantinedAccount,
    { milliseconds, role, revocation }: AskedReading,
): Promise<IncidentReport> {
    const { clients, settings, stack } = context;
    // Who may not list policies can still get in: then it is taken for an account that is not quarantined.
    const attached = await answerOf(() => attachedTo(clients, target.id));
    const isQuarantined = "value" in attached && hasQuarantine(attached.value);
    const door = await openAccount(context, target, isQuarantined, role);
    const at = clients.now();
    const since = new Date(at.getTime() - milliseconds);
    const { endpoints } = settings.aws;
    const [identities, trail, spending] = await Promise.all([
        throughDoor(door, (inside) => answerFrom(endpoints, ["iam"], async () => readIdentities(await inside.iam()))),
        throughDoor(door, (inside) =>
            answerFrom(endpoints, ["account", "cloudtrail"], async () => {
                const caller = clients.pacedCaller();
                const regions = await new AccountManagement(inside, caller).regions(undefined, [
                    "ENABLED",
                    "ENABLED_BY_DEFAULT",
                ]);
                return readTrail(inside, caller, regions, since);
            }),
        ),
        answerFrom(endpoints, ["costexplorer"], async () => readSpending(await clients.costExplorer(), target.id, at)),
    ]);
    const directory = directoryOf(context, target);
    const roles = "value" in identities ? identities.value.roles : [];
    const { managementAccountId } = await clients.organization();
    const insiders = await insidersOf(clients, [target.id, managementAccountId], roles);
    const known = {
        accountId: target.id,
        managementAccountId,
        accessRole: target.account?.roleName ?? DEFAULT_ROLE_NAME,
        breakGlassRole: wantedPolicy(context).breakGlassRole,
        insiders,
    };
    return {
        stack,
        target,
        at,
        since,
        isQuarantined,
        ...(revocation && { revocation }),
        ...("unread" in attached && { quarantineUnread: attached.unread }),
        ...(door.role !== undefined && { role: door.role }),
        ...("unread" in door.inside && { closed: door.inside.unread }),
        ...(directory && { directory }),
        grants: (target.account && directory?.sessionsIn(target.account.key)) ?? [],
        identities,
        trail,
        spending,
        managementAccountId,
        insiders,
        judgement: new IncidentJudgement(roles, "value" in trail ? trail.value.events : [], since.toISOString(), known),
    };
}

async function throughDoor<T>(
    { inside }: AccountDoor,
    ask: (clients: CommandContext["clients"]) => Promise<AwsAnswer<T>>,
): Promise<AwsAnswer<T>> {
    return "value" in inside ? ask(inside.value) : { unread: "nobody could get into the account, as said above" };
}

function directoryOf(context: CommandContext, { mistake }: QuarantinedAccount): IdentityDirectory | undefined {
    return mistake ? undefined : context.model.features.identities(context.model);
}

/** What is behind the account's name: that it is quarantined, and AWS's word for one that is not in use any more. */
export function stateWords({ target: { state }, isQuarantined }: IncidentReport): string {
    return `${state === "ACTIVE" ? "" : `, ${state} (AWS closes it, or has closed it)`}${isQuarantined ? ", quarantined" : ""}`;
}
