import * as fs from "node:fs";
import * as path from "node:path";
import type { AccountModel } from "../../../definition";
import { credentialsFor, partitionOfArn, type MemberCredentials } from "../../cli/memberCredentials";
import { CommandError } from "../../cli/commandError";
import { textValue, type ChangeCommand } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { findAwsNuke, readDryRun, runAwsNuke, NUKE_VERSION, type NukeDryRun } from "./awsNuke";
import { configText, nukeConfig } from "./nukeConfig";
import { openRegions } from "./openRegions";
import { gatherEvidence } from "./gatherEvidence";
import { judgeSandbox, type SandboxTarget } from "./sandboxJudgement";

export const resetSandbox: ChangeCommand = {
    name: "reset-sandbox",
    summary: "Empty a sandbox account with aws-nuke",
    description:
        "Deletes everything in an account of a unit of kind sandbox. The account itself, its unit and its guardrails stay as they are. " +
        "It keeps the access role, the break-glass role, IAM Identity Center, service-linked roles, the default network, and what the organisation has put there: " +
        "StackSets and their stacks, trails, AWS Config, GuardDuty, Security Hub, Inspector and Macie.\n\n" +
        `It runs aws-nuke ${NUKE_VERSION} or a later 3.x (https://github.com/ekristen/aws-nuke), which you install. It makes the configuration for this one account, ` +
        "only if the definition, the stack's state and AWS all say that the account is in the same unit of kind sandbox, and puts every other account on the blocklist. " +
        "In AWS and in the state a sandbox has the tag aws-organization:kind, which `up` sets. " +
        "You see the list of what would be deleted before you are asked. There is no way back.",
    arguments: [["<account>", "the account's key, name, e-mail or id"]],
    options: [["--config-only", "only print the configuration of aws-nuke"]],
    examples: [
        "org reset-sandbox playground --dry-run",
        "org reset-sandbox playground",
        "org reset-sandbox playground --config-only",
    ],
    async plan(context, values) {
        const account = context.account(textValue(values, "account") ?? "");
        const target = await sandboxOf(context, account);
        const { breakGlassRole } = context.model;
        const regions = openRegions(context.model, account.key);
        const config = nukeConfig(target, regions, breakGlassRole);
        const written = configText(config, target, breakGlassRole);
        if (values.configOnly === true) return { text: written.trimEnd(), json: config };

        const binary = await findAwsNuke();
        const file = writeConfig(account.key, written);
        const { id, name } = target.member;
        const { lines, total, types } = await dryRun(context, target, binary, file);
        if (total === 0) {
            return {
                text: `${account.key} (${id}) is empty: aws-nuke finds nothing to remove.`,
                json: { account: account.key, id, found: 0 },
            };
        }
        const found = types.map(([type, count]) => `${count} ${type}`).join(", ");
        return {
            details: [...lines, "", `${account.key} (${id}): ${total} resources would be removed: ${found}`].join("\n"),
            warnings: [
                "What is removed is gone: aws-nuke makes no copies.",
                `aws-nuke's configuration is ${file}: it says what is kept, and why.`,
            ],
            steps: [
                `aws-nuke removes all of the above from account ${account.key} ("${name}", ${id}), with the role ${account.roleName} in it`,
            ],
            confirm: account.key,
            about: { key: account.key, id },
            json: { account: account.key, id, found: total, types: Object.fromEntries(types), config: file },
            execute: async (progress) => {
                // Asks again, because the account may have been moved between the question and the answer.
                const again = await sandboxOf(context, account);
                if (again.member.id !== id)
                    throw new CommandError(`${account.key} is another account now: nothing was done`);
                await runAwsNuke(binary, {
                    config: writeConfig(
                        account.key,
                        configText(nukeConfig(again, regions, breakGlassRole), again, breakGlassRole),
                    ),
                    credentials: await credentials(context, again),
                    region: firstRegion(again),
                    remove: true,
                    onLine: progress,
                });
                return {
                    text: `${account.key} (${id}) is empty. ${file} says what is kept.`,
                    json: { account: account.key, id, removed: total },
                };
            },
        };
    },
};

/** @throws CommandError with every reason against emptying the account. */
async function sandboxOf(context: CommandContext, account: AccountModel): Promise<SandboxTarget> {
    const judged = judgeSandbox(await gatherEvidence(context, account));
    if ("target" in judged) return judged.target;
    throw new CommandError(
        `${account.key} is not emptied:\n${judged.reasons.map((reason) => `  ${reason}`).join("\n")}\nNothing was done.`,
    );
}

async function dryRun(
    context: CommandContext,
    target: SandboxTarget,
    binary: string,
    config: string,
): Promise<NukeDryRun> {
    const output: string[] = [];
    await runAwsNuke(binary, {
        config,
        credentials: await credentials(context, target),
        region: firstRegion(target),
        remove: false,
        onLine: (line) => output.push(line),
    });
    return readDryRun(output);
}

function credentials(
    { clients, settings }: CommandContext,
    { account, member }: SandboxTarget,
): Promise<MemberCredentials> {
    return credentialsFor(clients, settings.aws, member, account.roleName, "org-reset-sandbox");
}

/** The region in which aws-nuke asks for its identity. It also decides the partition. */
function firstRegion({ member }: SandboxTarget): string {
    const regions: Readonly<Record<string, string>> = { "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" };
    return regions[partitionOfArn(member.arn)] ?? "us-east-1";
}

/** Only the user may read the file, because it contains the ids of all accounts. */
function writeConfig(key: string, written: string): string {
    const file = path.join(".build", `reset-sandbox-${key.replace(/[^\w.-]/g, "_")}.yaml`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, written, { mode: 0o600 });
    return file;
}
