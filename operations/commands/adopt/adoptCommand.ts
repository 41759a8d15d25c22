import * as fs from "node:fs";
import * as path from "node:path";
import { countOf } from "../../../limits/countText";
import { OrganizationCalls } from "../../../aws/organization";
import { reasonOf } from "../../cli/awsAnswer";
import type { OrganizationModel } from "../../../definition";
import { FULL_AWS_ACCESS, list } from "../../../limits";
import { adoptDefinition, type AdoptedDefinition } from "./adoptedDefinition";
import { installDefinition, isWritten, requireFree } from "./definitionFolder";
import { importAll } from "./stackImport";
import type { Inventory } from "./inventory";
import { AdoptedFeatures, type FeatureAdoption } from "./feature";
import type { AdoptedOrganization, InventoryReading } from "./read/inventoryReading";
import { findAdoptedOrganization, readInventory } from "./read/readInventory";
import { PacedCaller } from "../../../aws/pacedCaller";
import { AnswerJournal } from "./read/answerJournal";
import { listTargets } from "./read/listedPolicies";
import { inventorySummary } from "./inventorySummary";
import { callsOf, definitionText, adoptionJson, packAdvice, adoptionWarnings } from "./adoptionText";
import { CommandError, EXIT } from "../../cli/commandError";
import {
    textValue,
    type ChangeCommand,
    type ChangePlan,
    type CommandOutcome,
    type CommandValues,
} from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { existingResources } from "../../cli/exportedState";
import { StackRunner } from "../../cli/stackRunner";

/** @param adoptions what the features take over. */
export function adoptCommand(adoptions: readonly FeatureAdoption[]): ChangeCommand {
    return { ...DESCRIPTION, plan: (context, values) => planAdoption(context, values, adoptions) };
}

const DESCRIPTION: Omit<ChangeCommand, "plan"> = {
    name: "adopt",
    summary: "Take over an existing organisation: write its definition and import it",
    description:
        "Reads the whole organisation that the credentials belong to: units, accounts with their contacts and opt-in regions, policies and their " +
        "attachments, tags, services, and what watches and divides its costs. " +
        "Writes the definition as a person would write it, and imports everything into the Pulumi stack, so that the " +
        "first preview shows no changes. It never changes AWS. It keeps what it has read in .local/adopt/<stack> for an hour, so that you " +
        "can interrupt it and run it again.",
    options: [
        ["--fresh", "read everything from AWS again, even if an earlier run has read it within the hour"],
        [
            "--with-control-tower",
            "also take over the policies of AWS Control Tower (aws-guardrails-...); by default they are left to Control Tower",
        ],
        ["--no-import", "write the definition, but import nothing into the stack"],
        [
            "--folder <folder>",
            "write the definition into this folder instead of the stack's; nothing is imported into the stack",
        ],
    ],
    examples: [
        "org adopt --stack prod --dry-run",
        "org adopt --stack prod",
        "org adopt --stack prod --folder /tmp/look",
    ],
};

async function planAdoption(
    context: CommandContext,
    values: CommandValues,
    adoptions: readonly FeatureAdoption[],
): Promise<ChangePlan | CommandOutcome> {
    const elsewhere = textValue(values, "folder");
    const target = elsewhere ?? context.settings.definition;
    const imports = values.import !== false && elsewhere === undefined;
    requireFree(target);
    const caller = new PacedCaller(context.settings.aws.endpoints.organizations === undefined);
    const calls = new OrganizationCalls(() => context.clients.organizations(), caller);
    const described = await organizationOf(context, caller);
    const folder = path.join(".local", "adopt", context.stack);
    const runner = imports && values.dryRun !== true ? await openStack(context, described, folder) : undefined;

    const { inventory, adopted } = await read(context, described, adoptions, folder, values.fresh === true, {
        caller,
        calls,
    });
    const draft = adoptDefinition(inventory, adopted, {
        folder: path.join(folder, "definition"),
        schema: schemaFrom(target),
        region: context.settings.aws.region,
        withControlTower: values.withControlTower === true,
    });
    const isThere = isWritten(target, draft.files);
    if (!isThere) requireFree(target, true);
    const json = { ...adoptionJson(inventory, draft), definition: target, calls: caller.counts };
    if (isThere && !imports) {
        return { text: `${target} holds the definition of this organisation already. Nothing to do.`, json };
    }
    const reading = {
        clients: context.clients,
        caller,
        endpoints: context.settings.aws.endpoints,
        journal: NO_JOURNAL,
    };
    const changes = (): Promise<readonly string[]> => adopted.changesSince(reading);
    const adoption = { context, calls, changes, folder, target, imports, isThere, runner, inventory, draft, json };
    return {
        details: [
            inventorySummary(inventory, draft.leftOut, draft.featureReport),
            "",
            `Calls to AWS, all of them read-only: ${callsOf(caller)}`,
            ...(values.dryRun === true ? ["", definitionText(target, draft)] : []),
        ].join("\n"),
        steps: adoptionSteps(adoption),
        warnings: adoptionWarnings(inventory, draft),
        json,
        execute: () => execute(adoption),
    };
}

/** What was read, and how it will be written and imported. */
interface Adoption {
    readonly context: CommandContext;
    readonly calls: OrganizationCalls;
    /** Asks AWS what has changed of what the features take over. */
    readonly changes: () => Promise<readonly string[]>;
    /** Where AWS's answers and the drafted definition are kept during the run. */
    readonly folder: string;
    /** Where the definition is written. */
    readonly target: string;
    /** Whether the organisation is imported into the stack. */
    readonly imports: boolean;
    /** Whether the target already holds exactly this definition. */
    readonly isThere: boolean;
    /** Absent in a dry run, and if nothing is imported. */
    readonly runner: StackRunner | undefined;
    readonly inventory: Inventory;
    readonly draft: AdoptedDefinition;
    readonly json: Record<string, unknown>;
}

function adoptionSteps({ context, target, imports, isThere, draft }: Adoption): string[] {
    return [
        isThere
            ? `keeps ${target}, which holds exactly this definition already`
            : `writes the definition, ${countOf(draft.files.size, "file")} in ${target}`,
        ...(imports
            ? [
                  `imports everything into the stack ${context.stack} with Pulumi, which changes nothing in AWS`,
                  "shows that the preview has no changes",
              ]
            : []),
    ];
}

async function execute(adoption: Adoption): Promise<CommandOutcome> {
    const { context, calls, changes, folder, target, imports, isThere, runner, inventory, draft, json } = adoption;
    if (runner) {
        await requireDetached(calls, draft.model, inventory);
        requireUnchanged(await changes());
    }
    if (!isThere) installDefinition(draft.folder, target);
    context.forgetModel();
    if (!runner) return written(context, target, imports, json);
    const { imported, violations } = await importAll(runner, folder);
    fs.rmSync(folder, { recursive: true, force: true });
    return {
        text: [
            `The organisation ${inventory.organization.id} is taken over: ${imported} resources are in the stack ${context.stack}, and the preview shows no changes.`,
            ...packAdvice(violations, context.stack),
            `Commit ${target}. From now on, edit it to change the organisation.`,
        ].join("\n"),
        json: { ...json, imported, violations },
    };
}

async function organizationOf({ clients }: CommandContext, caller: PacedCaller): Promise<AdoptedOrganization> {
    const account = await clients.managementAccount();
    const described = await findAdoptedOrganization({ clients, caller });
    if (!described) {
        throw new CommandError(
            `account ${account} has no organisation: there is nothing to take over. To create one, write a definition (copy organizations/minimal) and run \`make up\``,
        );
    }
    if (described.managementAccountId !== account) {
        throw new CommandError(
            `the credentials are for account ${account}, a member of ${described.id}: use those of its management account, ${described.managementAccountId}`,
        );
    }
    return described;
}

/**
 * @param folder what an interrupted run has left. Its import is continued.
 * @throws CommandError if the stack already has an organisation.
 */
async function openStack(context: CommandContext, { id }: AdoptedOrganization, folder: string): Promise<StackRunner> {
    const runner = await StackRunner.open(context);
    const { organizationId: known } = existingResources(await runner.exportState());
    if (known !== undefined && (known !== id || !AnswerJournal.isIn(folder))) {
        throw new CommandError(
            `the stack ${context.stack} has the organisation ${known} already: there is nothing to take over. ` +
                "Write a unit, account or policy that was created outside Pulumi into the definition, with its `id`",
        );
    }
    return runner;
}

async function read(
    { clients, settings, features }: CommandContext,
    described: AdoptedOrganization,
    adoptions: readonly FeatureAdoption[],
    folder: string,
    fresh: boolean,
    { caller, calls }: Pick<InventoryReading, "caller" | "calls">,
): Promise<{ readonly inventory: Inventory; readonly adopted: AdoptedFeatures }> {
    const journal = new AnswerJournal(folder, described.id, fresh);
    if (journal.found > 0) {
        process.stderr.write(
            `uses ${journal.found} answers of AWS from ${journal.begun.toISOString().slice(0, 16).replace("T", " ")} UTC; --fresh asks AWS again\n`,
        );
    }
    const interrupted = (): void => {
        process.stderr.write("\norg: interrupted. What was read is kept: run the command again to go on.\n");
        process.exit(130);
    };
    process.once("SIGINT", interrupted);
    try {
        const reading = { clients, caller, calls, journal, endpoints: settings.aws.endpoints };
        const inventory = await readInventory(described, reading);
        return { inventory, adopted: await AdoptedFeatures.read(features, adoptions, inventory, reading) };
    } catch (error) {
        throw new CommandError(
            `AWS could not be read to the end: ${reasonOf(error)}\n` +
                "What was read is kept: run the command again to go on. docs/aws-roles.md has the role that may read everything",
            EXIT.failed,
        );
    } finally {
        process.off("SIGINT", interrupted);
    }
}

/**
 * A detached FullAWSAccess is adopted by a resource of ours, which would detach it if it were attached. AWS is therefore asked
 * again: the answers may be an hour old, and adoption must not change AWS.
 */
async function requireDetached(
    calls: OrganizationCalls,
    { fullAccess, units, accounts }: OrganizationModel,
    { root }: Inventory,
): Promise<void> {
    const detached = [{ id: root.id, fullAccess }, ...units, ...accounts].flatMap(({ id = "", fullAccess: has }) =>
        has ? [] : [id],
    );
    if (detached.length === 0) return;
    const attached = await listTargets(FULL_AWS_ACCESS, { calls });
    const again = detached.filter((id) => attached.includes(id));
    if (again.length > 0) {
        throw new CommandError(
            `FullAWSAccess has been attached to ${again.join(", ")} since the organisation was read. Nothing was done: run the command again with --fresh`,
        );
    }
}

/** The answers may be an hour old, and adoption must not change AWS. */
function requireUnchanged(changes: readonly string[]): void {
    if (changes.length === 0) return;
    throw new CommandError(
        `AWS is no longer as it was read: ${list(changes)}. Nothing was done: run the command again with --fresh`,
    );
}

/** For a question that must be asked again. */
const NO_JOURNAL = { answer: <T>(_: string, ask: () => Promise<T>): Promise<T> => ask() };

function written(
    { stack }: CommandContext,
    target: string,
    imports: boolean,
    json: Record<string, unknown>,
): CommandOutcome {
    const next = imports
        ? ""
        : `\nRead it. Then take the organisation over: ./org adopt --stack ${stack}, or make preview and make up, which import everything that has an id.`;
    return { text: `The definition is in ${target}.${next}`, json };
}

/** The path of the JSON Schema for a definition in organizations/<stack>. */
function schemaFrom(target: string): string | undefined {
    return /^organizations[\\/][^\\/]+[\\/]?$/.test(target) ? "../../definition/definition.schema.json" : undefined;
}
