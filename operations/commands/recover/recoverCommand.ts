import { creationsInProgress, describeCreation, type AccountCreation } from "../../../aws/organization";
import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import type { Problem } from "../../../definition";
import { backendFolder } from "../../../program/openStack/stateDanger";
import { findAccounts, isNew } from "../../../program/creation/newAccounts";
import { CommandError, EXIT } from "../../cli/commandError";
import type { ChangeCommand, CommandOutcome, ChangePlan } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { existingResources, pendingCreates, resourceTitle, withoutPendingCreates } from "../../cli/exportedState";
import { errorText } from "../../cli/errorText";
import { readMembership } from "../../cli/organizationMembers";
import { requireOrganizationOfState } from "../../cli/stackOrganization";
import { StackRunner } from "../../cli/stackRunner";
import { brokenAttributes, readLocks, type StackLock } from "./stateFolder";
import { PROJECT } from "../../cli/stackSettings";
import { unknownAccess } from "./unknownAccess";

/** What an interrupted run has left behind. */
interface Leftovers {
    /** Absent if the backend is not a folder: Pulumi has no command that lists locks. */
    readonly locks?: readonly StackLock[];
    /** Files that make the state unreadable. */
    readonly broken: readonly string[];
    /** URNs of the resources that were being created. */
    readonly pending: readonly string[];
    /** Absent if AWS could not be asked. */
    readonly inAws?: InAws;
    /** The reason why AWS could not be asked. */
    readonly unasked?: string;
}

interface InAws {
    readonly creations: readonly AccountCreation[];
    /** Accounts in the definition and the organisation that the stack does not have. */
    readonly accounts: readonly { readonly key: string; readonly id: string; readonly email: string }[];
    readonly problems: readonly Problem[];
}

export const recover: ChangeCommand = {
    name: "recover",
    summary: "Clear away what a killed run has left behind",
    description:
        "Shows what an interrupted run has left behind: the lock, pending operations, and accounts that AWS has or is creating and the stack does not know. " +
        "Then it removes the lock and the pending operations. It only reads from AWS. The next `up` waits for what AWS " +
        "is creating, and takes over what it finds by e-mail and name.",
    examples: ["org recover --dry-run", "org recover --stack dev --yes && make up"],
    async plan(context): Promise<ChangePlan | CommandOutcome> {
        const runner = await StackRunner.open(context);
        const folder = backendFolder(await runner.backend());
        const left = await look(context, runner, folder);
        const json = toJson(left);
        const alive = left.locks?.find((lock) => lock.alive);
        if (alive) {
            throw new CommandError(
                `a run is under way: process ${alive.pid} of ${alive.user} on this machine, since ${alive.since}. Wait for it, or end it first`,
                EXIT.refused,
            );
        }
        const steps = [
            ...left.broken.map((file) => `Remove ${file}, which was cut short: with it Pulumi cannot read the state.`),
            ...(left.locks === undefined
                ? ["Remove the lock, if there is one (pulumi cancel)."]
                : left.locks.map(
                      ({ pid, user, host, since }) =>
                          `Remove the lock of process ${pid} (${user}@${host}, since ${since}).`,
                  )),
            ...(left.broken.length > 0 || left.pending.length > 0
                ? [
                      `Remove from the state what was being created: ${left.pending.map(resourceTitle).join(", ") || "if there is anything"}.`,
                  ]
                : []),
        ];
        if (steps.length === 0)
            return { text: `Nothing is in the way of the next \`up\`.\n${describeAws(left)}`, json };
        return {
            details: describeAws(left),
            steps,
            warnings: [
                ...(left.locks === undefined || left.locks.length > 0
                    ? ["Make sure that no other run is under way, here or elsewhere: it would lose its lock."]
                    : []),
                ...unknownAccess(left.pending),
            ],
            confirm: context.stack,
            json,
            execute: () => execute(runner, left, folder, context),
        };
    },
};

async function look(context: CommandContext, runner: StackRunner, folder: string | undefined): Promise<Leftovers> {
    const locks = folder === undefined ? undefined : readLocks(folder, PROJECT, context.stack);
    const broken = folder === undefined ? [] : brokenAttributes(folder, PROJECT, context.stack);
    const found = { ...(locks && { locks }), broken };
    if (broken.length > 0) return { ...found, pending: [], unasked: "the state cannot be read yet" };
    const state = await runner.exportState();
    const pending = pendingCreates(state);
    try {
        return { ...found, pending, inAws: await lookInAws(context, state) };
    } catch (error) {
        return { ...found, pending, unasked: errorText(error, context.settings.aws.endpoints.organizations) };
    }
}

async function lookInAws(context: CommandContext, state: Deployment): Promise<InAws> {
    const { clients, model } = context;
    const existing = existingResources(state);
    await requireOrganizationOfState(context, existing);
    const [creations, { managementAccountId, members }] = await Promise.all([
        creationsInProgress(clients.organizationCalls),
        readMembership(clients),
    ]);
    const fresh = model.accounts.filter((account) => isNew(account, existing));
    const { ids, problems } = findAccounts(
        fresh,
        {
            managementAccount: {
                id: managementAccountId,
                email: members.find(({ id }) => id === managementAccountId)?.email ?? "",
            },
            members: members.filter(({ id }) => id !== managementAccountId),
        },
        existing,
    );
    const names = new Set(fresh.map(({ name }) => name));
    return {
        creations: creations.filter(({ name }) => names.has(name)),
        accounts: fresh.flatMap(({ key, email }) => {
            const id = ids.get(key);
            return id === undefined ? [] : [{ key, id, email }];
        }),
        problems,
    };
}

function describeAws({ inAws, unasked }: Leftovers): string {
    if (!inAws) return `AWS was not asked: ${unasked ?? "unknown"}`;
    const { creations, accounts, problems } = inAws;
    const lines = [
        ...creations.map((creation) => `AWS is creating ${describeCreation(creation)}; the next \`up\` waits for it.`),
        ...accounts.map(
            ({ key, id, email }) =>
                `account ${key} (${id}, ${email}) is in the organisation and not in the stack; the next \`up\` takes it over.`,
        ),
        ...problems.map(({ message }) => message),
    ];
    return lines.join("\n") || "AWS has nothing that the stack does not know.";
}

function toJson({ locks, broken, pending, inAws, unasked }: Leftovers): unknown {
    return {
        locks: locks ?? null,
        brokenFiles: broken,
        pendingCreates: pending,
        creationsInProgress: inAws ? inAws.creations.map(({ name }) => name) : null,
        accounts: inAws?.accounts ?? null,
        problems: inAws ? inAws.problems.map(({ message }) => message) : null,
        ...(unasked !== undefined && { awsNotAsked: unasked }),
    };
}

async function execute(
    runner: StackRunner,
    left: Leftovers,
    folder: string | undefined,
    context: CommandContext,
): Promise<CommandOutcome> {
    const { rmSync } = await import("node:fs");
    for (const file of left.broken) rmSync(file);
    const done = left.broken.length > 0 ? ["The state can be read again."] : [];
    if (left.locks === undefined || left.locks.length > 0) {
        await runner.cancel();
        done.push("The lock is gone.");
    }
    const state = await runner.exportState();
    const pending = pendingCreates(state);
    if (pending.length > 0) {
        await runner.importState(withoutPendingCreates(state));
        done.push(`Removed from the state what was being created: ${pending.map(resourceTitle).join(", ")}.`);
    }
    const now = left.broken.length > 0 ? await look(context, runner, folder) : left;
    done.push(describeAws(now), "Now run `up`.");
    return { text: done.join("\n"), json: { ...(toJson(now) as object), forgotten: pending } };
}
