import { fewAtATime } from "../../aws/fewAtATime";
import { IAM_SERVICE } from "../../limits";
import {
    answerFrom,
    CommandError,
    EXIT,
    textValues,
    type ChangeCommand,
    type CommandContext,
} from "../../operations/cli";
import { askedAccounts } from "./commands/rootCredentials/askedAccounts";
import { removalPlan } from "./commands/rootCredentials/removalPlan";
import { reportOutcome, rootCredentialReport } from "./commands/rootCredentials/rootCredentialReport";
import { RootUsers } from "./commands/rootCredentials/rootUsers";
import { delegation } from "./definition";
import { ROOT_FEATURES } from "./delegationModel";
import { enabledRootFeatures } from "./found";

/** How many accounts are looked at together. Their calls are paced besides. */
const LOOKS_AT_A_TIME = 6;

export const rootCredentialsCommand: ChangeCommand = {
    name: "root-credentials",
    summary: "List the member accounts whose root user has credentials, and remove them",
    description:
        "Asks AWS which member accounts have a root user with a password, access keys, MFA devices or signing certificates. With --remove, it removes them after you have confirmed: the account then has nothing with which somebody could sign in as its root user. " +
        "An account that AWS creates while central root access is on has none from the beginning.\n\n" +
        "It needs `centralRootAccess: [root-credentials]` in the definition, applied by `up`, and acts as the root user of one account after the other, in sessions of at most 15 minutes (sts:AssumeRoot) that CloudTrail records. " +
        "It never touches the management account, and skips closed accounts.\n\n" +
        `Without --remove nothing changes, and the exit code is ${EXIT.found} if a root user has credentials, and ${EXIT.done} if none has. It is ${EXIT.failed} if AWS did not answer for an account, or a credential could not be removed.`,
    arguments: [["[accounts...]", "only these accounts, by key, name, e-mail or id"]],
    options: [["--remove", "remove the credentials"]],
    examples: [
        "org root-credentials",
        "org root-credentials shop-prod --json",
        "org root-credentials --remove --dry-run",
        "org root-credentials shop-prod --remove",
    ],
    async plan(context, values) {
        await context.clients.managementAccount();
        await requireRootAccess(context);
        const accounts = await askedAccounts(context, textValues(values, "accounts"));
        const users = new RootUsers(context);
        const answers = await fewAtATime(accounts.asked, LOOKS_AT_A_TIME, (account) => users.credentialsOf(account));
        const report = rootCredentialReport(accounts, answers);
        const outcome = reportOutcome(report, context.columns);
        if (values.remove !== true) return outcome;
        if (report.holders.length > 0) return removalPlan(report, users, context.stack);
        return outcome;
    },
};

/** @throws CommandError if AWS does not let the management account look after root credentials. */
async function requireRootAccess({ clients, model, settings }: CommandContext): Promise<void> {
    const asked = await answerFrom(settings.aws.endpoints, ["iam", "sts"], () => Promise.resolve(true));
    if ("unread" in asked) throw new CommandError(`root credentials are ${asked.unread}`);
    const wanted = ROOT_FEATURES["root-credentials"];
    if ((await enabledRootFeatures(clients))?.features.includes(wanted)) return;
    const start =
        "central root access is not on in AWS, so root credentials of member accounts can be neither looked at nor removed. ";
    if (model.features.get(delegation).rootFeatures.includes(wanted)) {
        throw new CommandError(`${start}The definition has it: run \`up\` first`);
    }
    const services = [...new Set([...model.serviceAccess, IAM_SERVICE])].sort();
    throw new CommandError(
        `${start}Write this into the definition, and run \`up\`:\n` +
            `organization: { serviceAccess: [${services.join(", ")}] }\ncentralRootAccess: [root-credentials]`,
    );
}
