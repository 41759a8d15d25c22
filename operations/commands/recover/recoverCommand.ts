import { creationsInProgress, describeCreation, type AccountCreation } from "../../../aws/organization";
import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import type { Problem } from "../../../definition";
import { visible } from "../../../limits/visibleText";
import { backendFolder } from "../../../program/openStack/stateDanger";
import { findAccounts, isNew } from "../../../program/creation/newAccounts";
import { CommandError, EXIT } from "../../cli/commandError";
import type { ChangeCommand, CommandOutcome, ChangePlan } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { existingResources, pendingCreates, pendingOperations } from "../../cli/exportedState";
import { errorText } from "../../cli/errorText";
import { readMembership } from "../../cli/organizationMembers";
import { requireOrganizationOfState } from "../../cli/stackOrganization";
import { StackRunner } from "../../cli/stackRunner";
import { interruptedChanges } from "./interruptedChange";
import { lookForInterrupted, notLookedFor, recoveredState, type Recovery } from "./recoveredResources";
import { recoveredText, recoveriesJson, recoverySteps, recoveryWarnings } from "./recoveryText";
import { brokenAttributes, readLocks, type StackLock } from "./stateFolder";
import { PROJECT } from "../../cli/stackSettings";
import { CORE } from "../../../program/state";

/** What an interrupted run has left behind. */
interface Leftovers {
    /** Absent if the backend is not a folder: Pulumi has no command that lists locks. */
    readonly locks?: readonly StackLock[];
    /** Files that make the state unreadable. */
    readonly broken: readonly string[];
    /** URNs of the resources that were being created. */
    readonly pending: readonly string[];
    /** What becomes of these and of what was being changed. */
    readonly recoveries: readonly Recovery[];
    /** Absent if AWS could not be asked. */
    readonly inAws?: InAws;
    /** The reason why AWS could not be asked. */
    readonly unasked?: string;
}

interface InAws {
    readonly creations: readonly AccountCreation[];
    /** Accounts in the definition and the organisation that the stack does not have. */
    readonly accounts: readonly { readonly key: string; readonly id: string; readonly email: string }[];
    /** Accounts that the killed run has created and that neither the definition nor the stack has. */
    readonly undefinedAccounts: InAws["accounts"];
    readonly problems: readonly Problem[];
}

export const recover: ChangeCommand = {
    name: "recover",
    summary: "Clear away what a killed run has left behind",
    description:
        "Shows what an interrupted run has left behind: the lock, pending operations, and accounts that AWS has or is creating and the stack does not know. " +
        "It asks AWS what it has of everything with which the run was giving somebody access (permission sets and their accounts, groups, users, delegated administrators, attached policies, blocks of the baseline), and puts that into the state, so that the next `up` completes it or takes it away. " +
        "Then it removes the lock and the pending operations. It only reads from AWS. The next `up` waits for accounts that AWS " +
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
            ...recoverySteps(left.recoveries),
        ];
        if (steps.length === 0)
            return {
                text: [
                    "Nothing is in the way of the next `up`.",
                    ...recoveryWarnings(left.recoveries, context.stack),
                    describeAws(left),
                ].join("\n"),
                json,
            };
        return {
            details: describeAws(left),
            steps,
            warnings: [
                ...(left.locks === undefined || left.locks.length > 0
                    ? ["Make sure that no other run is under way, here or elsewhere: it would lose its lock."]
                    : []),
                ...(left.broken.length > 0
                    ? ["Run the command again afterwards: what the run was creating can be seen only then."]
                    : []),
                ...recoveryWarnings(left.recoveries, context.stack),
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
    if (broken.length > 0) return { ...found, pending: [], recoveries: [], unasked: "the state cannot be read yet" };
    const state = await runner.exportState();
    const pending = pendingCreates(state);
    try {
        const inAws = await lookInAws(context, state);
        return { ...found, pending, inAws, recoveries: await lookForInterrupted(state, context.clients) };
    } catch (error) {
        const unasked = errorText(error, context.settings.aws.endpoints.organizations);
        return {
            ...found,
            pending,
            unasked,
            recoveries: notLookedFor(state, context.clients, `AWS was not asked: ${unasked}`),
        };
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
    const begun = interruptedChanges(state).filter(({ type, inState }) => type === CORE.account && !inState);
    const names = new Set([...fresh.map(({ name }) => name), ...begun.map(({ inputs }) => String(inputs["name"]))]);
    const defined = new Set(model.accounts.map(({ email }) => email.toLowerCase()));
    const undefinedEmails = new Set(
        begun.map(({ inputs }) => String(inputs["email"]).toLowerCase()).filter((email) => !defined.has(email)),
    );
    return {
        creations: creations.filter(({ name }) => names.has(name)),
        accounts: fresh.flatMap(({ key, email }) => {
            const id = ids.get(key);
            return id === undefined ? [] : [{ key, id, email }];
        }),
        undefinedAccounts: members
            .filter(({ email }) => undefinedEmails.has(email.toLowerCase()))
            .map(({ id, name, email }) => ({ key: name, id, email })),
        problems,
    };
}

function describeAws({ inAws, unasked }: Leftovers): string {
    if (!inAws) return `AWS was not asked: ${unasked ?? "unknown"}`;
    const { creations, accounts, undefinedAccounts, problems } = inAws;
    const lines = [
        ...creations.map((creation) => `AWS is creating ${describeCreation(creation)}; the next \`up\` waits for it.`),
        ...accounts.map(
            ({ key, id, email }) =>
                `account ${key} (${id}, ${email}) is in the organisation and not in the stack; the next \`up\` takes it over.`,
        ),
        ...undefinedAccounts.map(
            ({ key, id, email }) =>
                `account ${visible(key)} (${id}, ${email}) was created by the killed run, and neither the definition nor the stack has it. Write it into the definition again, and the next \`up\` takes it over; then \`org close\` can close it.`,
        ),
        ...problems.map(({ message }) => message),
    ];
    return lines.join("\n") || "AWS has no account that the killed run has created and the stack does not know.";
}

function toJson({ locks, broken, pending, recoveries, inAws, unasked }: Leftovers): unknown {
    return {
        locks: locks ?? null,
        brokenFiles: broken,
        pendingCreates: pending,
        recoveries: recoveriesJson(recoveries),
        creationsInProgress: inAws ? inAws.creations.map(({ name }) => name) : null,
        accounts: inAws?.accounts ?? null,
        undefinedAccounts: inAws?.undefinedAccounts ?? null,
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
    if (left.broken.length > 0) {
        const now = await look(context, runner, folder);
        const isMore = now.recoveries.length > 0;
        done.push(
            describeAws(now),
            isMore ? "Now run `org recover` again: the run was changing something." : "Now run `up`.",
        );
        return { text: done.join("\n"), json: { ...(toJson(now) as object), forgotten: [] } };
    }
    const state = await runner.exportState();
    const after = recoveredState(state, left.recoveries);
    if (left.recoveries.length > 0) await runner.importState(after);
    const forgotten = left.pending.filter((urn) => !pendingCreates(after).includes(urn));
    done.push(...recoveredText(left.recoveries), describeAws(left));
    done.push(
        pendingOperations(after).length > 0
            ? "What the plan warned of is left: follow it first, then run `up`."
            : "Now run `up`.",
    );
    return { text: done.join("\n"), json: { ...(toJson(left) as object), forgotten } };
}
