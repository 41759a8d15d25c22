import { PolicyError, RequestError, type EvaluationDecision } from "../../../evaluator/evaluation";
import { CommandError, EXIT, type ExitCode } from "../../cli/commandError";
import { textValue, type CommandOutcome, type ReadCommand, type CommandValues } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { evaluationJson } from "./evaluationJson";
import { readExplainRequest } from "./explainRequest";
import { explainOneAction } from "./oneAction";
import { askedIdentity } from "./explainedSessions";
import { answerForIdentity } from "./identityAnswer";
import { explainManyActions } from "./manyActions";
import { laterAnswers, laterText } from "./laterPolicies";

const EXPECTED: Readonly<Record<string, readonly EvaluationDecision[]>> = {
    allowed: ["allowed", "exempt"],
    denied: ["explicitly denied", "implicitly denied"],
};

export const explain: ReadCommand = {
    name: "explain",
    summary: "Say whether somebody can do something in an account, and why",
    description:
        "Says whether the guardrails of the definition let a request through, which statement of which policy at which level decides that, and what the answer depends on. " +
        "It does not ask AWS: the answer is about the definition, also before it is applied. It does not read IAM policies in the account: what is allowed here still needs an Allow there.\n\n" +
        "With --person or --group it also reads the permission sets that `access` gives there, and says permission set by permission set what their policies, their boundary and the guardrails say. Policies that the definition does not have, such as customer-managed ones, leave the answer open.\n\n" +
        "Unless --context says otherwise, the request is made over TLS and directly, not by an AWS service on somebody's behalf.\n\n" +
        `With --expect the exit code is ${EXIT.found} if the answer is a different one, or depends on something.`,
    arguments: [
        ["<account>", "the account's key, name, e-mail or id; managementAccount with --person or --group"],
        ["<action>", "such as s3:GetObject; for s3:* or s3:Get* the answers are summed up"],
    ],
    options: [
        [
            "--principal <who>",
            "a role's name, user/NAME, root, an ARN, a service (default: a role that no policy names)",
        ],
        ["--person <user>", "a user of `people`, with every permission set that he has in the account"],
        ["--group <group>", "a group of `people`, with the permission sets that it has in the account"],
        ["--resource <arn>", 'the resource; "*" for an action that has none (default: any)'],
        ["--region <region>", "the region of the request"],
        ["--context <key=value...>", "condition keys of the request; `key=` for a key that the request does not have"],
        ["--from <account>", "the principal's account, or `outside` for one outside the organisation"],
        ["--account-id <id>", "the account's id, if policies name accounts by id and the definition does not have it"],
        ["--staged", "answer as if all staged guardrails had been promoted"],
        ["--expect <answer>", "allowed or denied: for scripts"],
    ],
    examples: [
        "org explain shop-prod s3:GetObject --region eu-central-1",
        "org explain playground-ada ec2:RunInstances --principal Developer --context ec2:InstanceType=p5.48xlarge",
        "org explain audit 'cloudtrail:*' --principal root --json",
        "org explain shop-prod cloudtrail:StopLogging --expect denied",
        "org explain shop-prod s3:DeleteBucket --person ada@example.com",
    ],
    async run(context, values) {
        const expected = textValue(values, "expect");
        if (expected !== undefined && !(expected in EXPECTED)) {
            throw new CommandError(`--expect ${expected}: say allowed or denied`, EXIT.usage);
        }
        try {
            return await answer(context, values, expected === undefined ? undefined : EXPECTED[expected]);
        } catch (error) {
            if (error instanceof RequestError) throw new CommandError(error.message, EXIT.usage);
            if (error instanceof PolicyError) throw new CommandError(error.message);
            throw error;
        }
    },
};

async function answer(
    context: CommandContext,
    values: CommandValues,
    expected?: readonly EvaluationDecision[],
): Promise<CommandOutcome> {
    const identity = askedIdentity(context, values);
    const request = await readExplainRequest(context, values);
    if (identity) return answerForIdentity(request, identity, textValue(values, "expect"));
    const { account, actions, question, notes, hierarchy } = request;
    const { who, from, ...rest } = question;
    const asked = {
        account: account.key,
        accountId: hierarchy.account,
        principal: who.principal((typeof from === "object" ? from.account : hierarchy.account) ?? ""),
        ...(from !== undefined && { from: from === "outside" ? from : from.levels.at(-1)?.key }),
        ...rest,
        notes,
    };
    const codeFor = (decisions: readonly EvaluationDecision[]): ExitCode =>
        expected && !decisions.every((one) => expected.includes(one)) ? EXIT.found : EXIT.done;
    const later = laterAnswers(request, context.model);
    const laterJson = later.length > 0 ? { later } : {};
    const [only] = actions;
    if (only !== undefined && actions.length === 1) {
        const { text: shown, evaluation } = explainOneAction(request, only, context.columns);
        return {
            text: shown + laterText(later),
            json: { ...asked, action: only, ...evaluationJson(evaluation), ...laterJson },
            code: codeFor([evaluation.decision]),
        };
    }
    const { text: shown, answers } = explainManyActions(request);
    return {
        text: shown + laterText(later),
        json: {
            ...asked,
            ...laterJson,
            actions: answers.map(({ action, evaluation }) => ({ action, ...evaluationJson(evaluation) })),
        },
        code: codeFor(answers.map(({ evaluation }) => evaluation.decision)),
    };
}
