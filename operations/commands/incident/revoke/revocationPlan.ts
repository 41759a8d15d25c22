import { commas, countOf, didYouMean, listSome, REVOKING_POLICY, visible } from "../../../../limits";
import { answerFrom } from "../../../cli/awsAnswer";
import type { CommandContext } from "../../../cli/commandContext";
import { CommandError, EXIT } from "../../../cli/commandError";
import type { CommandOutcome } from "../../../cli/orgCommand";
import { attachedTo } from "../../quarantine/quarantineAttachment";
import { accountTitle, type QuarantinedAccount } from "../../quarantine/quarantinedAccount";
import { hasQuarantine, openAccount } from "../read/accountDoor";
import { readRoles } from "../read/identityFacts";
import { isOfWorkload, revocableRoles, type RevocableRole, type RevocableRoles } from "./revocableRoles";
import { revokeSessions, type Revocation } from "./revokeSessions";

/** What a revocation has done. */
export interface DoneRevocation {
    /** Sessions from before this time can do nothing any more. */
    readonly before: string;
    readonly revoked: readonly string[];
    readonly failed: Revocation["failed"];
    /** Whether it was asked for all roles of the account, not only for some. */
    readonly isOfAll: boolean;
}

/** What a revocation says, and what it has done. */
export interface RevocationOutcome extends CommandOutcome {
    readonly done: DoneRevocation;
}

/** What a revocation will do. */
export interface RevocationPlan {
    readonly step: string;
    readonly warnings: readonly string[];
    readonly json: object;
    execute(progress: (line: string) => void): Promise<RevocationOutcome>;
}

interface AskedRevocation {
    readonly role?: string;
    /** Names of roles; empty: all. */
    readonly only: readonly string[];
}

/** @throws CommandError if nobody can get into the account, or a role does not exist or cannot be revoked. */
export async function planRevocation(
    context: CommandContext,
    target: QuarantinedAccount,
    asked: AskedRevocation,
): Promise<RevocationPlan> {
    const { found, roles } = await rolesIn(context, target, asked);
    const names = roles.map(({ name }) => name);
    return {
        step: `puts the inline policy ${REVOKING_POLICY} into ${countOf(roles.length, "role")} of ${accountTitle(target)}: sessions from before this moment can do nothing any more (${commas(names)})`,
        warnings: revocationWarnings(found, roles),
        json: { account: target.id, policy: REVOKING_POLICY, roles: names, ...leftAlone(found) },
        async execute(progress) {
            // A quarantine may have come between: then another role is the way in.
            const { inside, roles: again } = await rolesIn(context, target, asked);
            progress(`revoking the sessions of ${countOf(again.length, "role")} ...`);
            const before = inside.now();
            const done = await revokeSessions(await inside.iam(), again, before, progress);
            const isOfAll = asked.only.length === 0;
            return revocationOutcome(target, { before: before.toISOString(), ...done, isOfAll }, found);
        },
    };
}

async function rolesIn(
    context: CommandContext,
    target: QuarantinedAccount,
    { role, only }: AskedRevocation,
): Promise<{
    readonly inside: CommandContext["clients"];
    readonly found: RevocableRoles;
    readonly roles: readonly RevocableRole[];
}> {
    const isQuarantined = hasQuarantine(await attachedTo(context.clients, target.id));
    const door = await openAccount(context, target, isQuarantined, role);
    if (!("value" in door.inside)) {
        throw new CommandError(
            `no session of ${accountTitle(target)} can be revoked: ${door.inside.unread}`,
            EXIT.failed,
        );
    }
    const inside = door.inside.value;
    const answer = await answerFrom(context.settings.aws.endpoints, ["iam"], async () => readRoles(await inside.iam()));
    if (!("value" in answer)) {
        throw new CommandError(
            `no session of ${accountTitle(target)} can be revoked, because its roles are not known: ${answer.unread}`,
            EXIT.failed,
        );
    }
    const found = revocableRoles(answer.value, door.role);
    return {
        inside,
        found,
        roles: chosenRoles(
            found,
            answer.value.map(({ name }) => name),
            only,
        ),
    };
}

function chosenRoles(
    { roles }: RevocableRoles,
    all: readonly string[],
    only: readonly string[],
): readonly RevocableRole[] {
    if (only.length === 0) return roles;
    const names = roles.map(({ name }) => name);
    const missing = only.filter((one) => !names.includes(one));
    if (missing.length === 0) return roles.filter(({ name }) => only.includes(name));
    throw new CommandError(
        missing
            .map((one) =>
                all.includes(one)
                    ? `the sessions of ${visible(one)} cannot be revoked: AWS changes the roles of its services and of permission sets itself`
                    : `the account has no role ${JSON.stringify(one)}.${didYouMean(one, names)} There are ${listSome(names)}`,
            )
            .join("\n"),
        EXIT.usage,
    );
}

function revocationWarnings(found: RevocableRoles, roles: readonly RevocableRole[]): string[] {
    const workloads = roles.filter(isOfWorkload).map(({ name }) => name);
    return [
        ...(workloads.length === 0
            ? []
            : [
                  `${listSome(workloads)} ${workloads.length === 1 ? "is a role" : "are roles"} of services, such as of instances and functions: programs that keep a session fail until they fetch a new one. Restart them.`,
              ]),
        ...(found.ofIdentityCenter === 0
            ? []
            : [
                  `${countOf(found.ofIdentityCenter, "role")} of permission sets stay${found.ofIdentityCenter === 1 ? "s" : ""} as ${found.ofIdentityCenter === 1 ? "it is" : "they are"}: only IAM Identity Center may change them. End the sessions of the persons there, or quarantine the account.`,
              ]),
        "It does not stop access keys of users, and whoever may assume a role can do so again: close that way too.",
        "Pipelines and an `up` that work in the account at the moment fail.",
    ];
}

function leftAlone({ serviceLinked, ofIdentityCenter }: RevocableRoles): object {
    return { leftAlone: { serviceLinked, ofIdentityCenter } };
}

function revocationOutcome(target: QuarantinedAccount, done: DoneRevocation, found: RevocableRoles): RevocationOutcome {
    const { before, revoked, failed } = done;
    return {
        text: [
            `The sessions of ${countOf(revoked.length, "role")} of ${accountTitle(target)} from before ${before} are revoked.`,
            ...failed.map(({ role, because }) => `! NOT REVOKED: ${visible(role)}: ${visible(because, 500)}`),
        ].join("\n"),
        json: { before, policy: REVOKING_POLICY, revoked, failed, ...leftAlone(found) },
        ...(failed.length > 0 && { code: EXIT.failed }),
        done,
    };
}
