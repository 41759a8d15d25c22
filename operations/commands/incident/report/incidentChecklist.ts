import { countOf, REVOKING_POLICY } from "../../../../limits";
import type { KeyFact } from "../read/identityFacts";
import type { QuarantinedAccount } from "../../quarantine/quarantinedAccount";
import type { IncidentReport } from "./incidentReport";
import { outside, type SectionText } from "./incidentSection";
import {
    keysToSwitchOff,
    passwordCommand,
    passwordsToTake,
    rolesToCorrect,
    strangerNames,
    switchOffCommand,
    trustCommand,
} from "./intruderWays";

/** A heading with what is to be done, in order. */
export interface ChecklistPart {
    readonly heading: string;
    readonly steps: readonly { readonly isDone?: boolean; readonly text: readonly SectionText[] }[];
}

/** Keys, and passwords, with a command each. With more, the checklist alone would fill an issue. */
const MOST_KEY_COMMANDS = 20;

/** What is to be done in an incident. It names what was found. */
export function incidentChecklist(report: IncidentReport): readonly ChecklistPart[] {
    return [
        { heading: "Stop it", steps: stopSteps(report) },
        {
            heading: "Keep the evidence",
            steps: steps(
                "Delete nothing yet. Make snapshots of the volumes of instances that were used, and stop them: do not terminate them.",
                "Save the events of this time from the trail in the log archive. CloudTrail itself forgets them after 90 days.",
                "Keep this file where only those who need it can read it.",
            ),
        },
        { heading: "Find out", steps: findingSteps(report) },
        {
            heading: "Remove it",
            steps: [
                ...steps(
                    "Delete the keys, users and roles marked NEW or ! that nobody of yours made, and what else they made.",
                    "Correct the trust of roles that trust accounts outside the organisation, and the policies of buckets, keys, queues and topics.",
                    "Replace every secret that was in the account: passwords of databases, keys of others' services, tokens of pipelines.",
                ),
                regionStep(report),
            ],
        },
        {
            heading: "Tell",
            steps: steps(
                "Tell the owner of the account, and who is responsible for security.",
                "Open a case with AWS Support, from the management account. Ask for what the intruder spent.",
                "Ask whether customers or authorities must be told, and until when: the GDPR gives 72 hours.",
            ),
        },
        {
            heading: "Back to normal",
            steps: [
                { text: ["When the cause is removed: ", command(report, "release-quarantine"), "."] },
                {
                    text: [
                        `The policies ${REVOKING_POLICY} may stay in the roles: they deny only sessions from before that time. Write down what is to change, so that it does not happen again.`,
                    ],
                },
            ],
        },
    ];
}

function stopSteps(report: IncidentReport): ChecklistPart["steps"] {
    const { identities, isQuarantined, target } = report;
    const facts = "value" in identities ? identities.value : undefined;
    return [
        {
            isDone: isQuarantined,
            text: isQuarantined
                ? ["The account is quarantined. Commit and merge `state: quarantined` in the definition."]
                : ["Deny everything in the account: ", command(report, "quarantine"), "."],
        },
        revokingStep(report),
        {
            text: [
                "Sessions of IAM Identity Center: nothing in the account can end them. Disable the person in the directory, end the sessions in the console (IAM Identity Center, Users, the person, Active sessions), and rely on the quarantine until they have run out (12 hours at most).",
            ],
        },
        ...keySteps(report),
        ...passwordSteps(report),
        ...trustSteps(report),
        {
            text: [
                ...(facts?.root.hasAccessKeys === true ? ["THE ROOT USER HAS ACCESS KEYS. "] : []),
                "Root user: ",
                outside(`./org root-credentials ${accountName(target)} --stack ${report.stack}`),
                " lists what it has, and removes it with `--remove`.",
            ],
        },
    ];
}

/** Whether this run has revoked the sessions of all roles. */
export function isRevoked({ revocation }: IncidentReport): boolean {
    return revocation !== undefined && revocation.isOfAll && revocation.failed.length === 0;
}

function revokingStep(report: IncidentReport): ChecklistPart["steps"][number] {
    const { revocation } = report;
    const revoking = command(report, "incident", "--revoke-sessions");
    if (revocation === undefined) return { text: ["Revoke the sessions of its roles: ", revoking, "."] };
    const { before, revoked, failed } = revocation;
    const done = `The sessions of ${countOf(revoked.length, "role")} from before ${before} are revoked.`;
    if (isRevoked(report)) return { isDone: true, text: [done] };
    const names = failed.flatMap(({ role }, index) => [index === 0 ? " NOT REVOKED: " : ", ", outside(role)]);
    return {
        text: [
            done,
            ...names,
            ...(failed.length > 0 ? ["."] : []),
            " Revoke those of the other roles: ",
            revoking,
            ".",
        ],
    };
}

/** A step for each key, or where there are many, one with a command for all and a line for each. */
function keySteps(report: IncidentReport): ChecklistPart["steps"] {
    const keys = keysToSwitchOff(report);
    if (keys.length <= MOST_KEY_COMMANDS) return keys.map(({ user, key }) => ({ text: keyStep(user, key) }));
    const command = "aws iam update-access-key --user-name USER --access-key-id KEY --status Inactive";
    return [
        {
            text: [
                `Switch off all ${keys.length} access keys, one by one: `,
                outside(command),
                ". The NEW ones are first:",
            ],
        },
        ...keys.map(({ user, key }) => ({ text: [outside(key.id), " of user ", outside(user)] })),
    ];
}

/** A step for each user whose password may be an intruder's, or where there are many, one for all. */
function passwordSteps(report: IncidentReport): ChecklistPart["steps"] {
    const users = passwordsToTake(report).map(({ name }) => name);
    if (users.length <= MOST_KEY_COMMANDS) {
        return users.map((name) => ({
            text: ["Take the password away from user ", outside(name), ...commandOrConsole(passwordCommand(name))],
        }));
    }
    return [
        {
            text: [
                `Take the password away from these ${users.length} users, one by one: `,
                outside("aws iam delete-login-profile --user-name USER"),
                ". They are ",
                ...users.flatMap((name, index) => [...(index > 0 ? [", "] : []), outside(name)]),
                ".",
            ],
        },
    ];
}

function trustSteps(report: IncidentReport): ChecklistPart["steps"] {
    return rolesToCorrect(report).map(({ name, strangers }) => ({
        text: [
            "Write the trust of role ",
            outside(name),
            " without ",
            outside(strangerNames(strangers)),
            " into trust.json, and set it",
            ...commandOrConsole(trustCommand(name)),
        ],
    }));
}

function commandOrConsole(command: string | undefined): readonly SectionText[] {
    return [...(command === undefined ? [" in the console"] : [": ", outside(command)]), "."];
}

function keyStep(user: string, { id }: KeyFact): readonly SectionText[] {
    return [
        "Switch off the access key ",
        outside(id),
        " of user ",
        outside(user),
        ...commandOrConsole(switchOffCommand(user, id)),
    ];
}

function findingSteps({ identities, trail }: IncidentReport): ChecklistPart["steps"] {
    return [
        ...("value" in identities && "value" in trail
            ? []
            : [{ text: ["Some questions were not answered: see below, and ask again."] }]),
        ...steps(
            "Which way did they come in? Go through `Who used it` from the top: is it somebody of yours, from an address that you know?",
            "Go through `What changed`: everything with a word under MAY MEAN needs an explanation. Compare `What the organisation's own did` with your last `up`.",
            "Did they come from another account, or go to another one? Run `./org incident` for it too.",
        ),
    ];
}

/** Resource Explorer, which `org find` asks, knows nothing of a region without an index: an account without one needs a command that asks each region. */
function regionStep({ role }: IncidentReport): ChecklistPart["steps"][number] {
    return {
        text: [
            "Look into all regions, also those that nobody uses. `./org find` finds nothing in accounts and regions without an index of Resource Explorer. This needs no index",
            ...(role === undefined ? [] : [", and runs with the credentials of the role ", outside(role)]),
            ": ",
            outside("aws ec2 describe-regions"),
            " lists the regions, and ",
            outside("aws ec2 describe-instances --region REGION"),
            " the instances of each. Ask the other services under `What it costs` and `What changed` in the same way.",
        ],
    };
}

function command({ target, stack }: IncidentReport, name: string, ...more: readonly string[]): SectionText {
    return outside(["./org", name, accountName(target), ...more, "--stack", stack].join(" "));
}

function steps(...texts: readonly string[]): ChecklistPart["steps"] {
    return texts.map((text) => ({ text: [text] }));
}

/** How a command names the account. */
export function accountName({ account, id }: QuarantinedAccount): string {
    return account?.key ?? id;
}
