import { PolicyError, RequestError, type EvaluationDecision } from "../../../evaluator/evaluation";
import { CommandError, EXIT, type ExitCode } from "../../cli/commandError";
import { textValue, type CommandOutcome, type ReadCommand, type CommandValues } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { evaluationJson } from "./evaluationJson";
import { readExplainRequest } from "./explainRequest";
import { explainOneAction } from "./oneAction";
import { explainManyActions } from "./manyActions";

const EXPECTED: Readonly<Record<string, readonly EvaluationDecision[]>> = {
    allowed: ["allowed", "exempt"],
    denied: ["explicitly denied", "implicitly denied"],
};

export const explain: ReadCommand = {
    name: "explain",
    summary: "Say whether somebody can do something in an account, and why",
    description:
        "Says whether the guardrails of the definition let a request through, by which statement of which policy at which level, and what it hangs on. " +
        "Asks nothing of AWS: it is told what the definition says, before it is applied. IAM's own policies in the account are not looked at: what passes here still needs an Allow there.\n\n" +
        "A request comes over TLS, and from no AWS service in between, unless --context says otherwise.\n\n" +
        `With --expect it ends with code ${EXIT.found} where the answer is another one, or hangs on something.`,
    arguments: [
        ["<account>", "its key, name, e-mail or id"],
        ["<action>", "such as s3:GetObject; s3:* or s3:Get* are summed up"],
    ],
    options: [
        [
            "--principal <who>",
            "a role's name, user/NAME, root, an ARN, a service (default: a role that no policy names)",
        ],
        ["--resource <arn>", 'what it is done to; "*" for an action on no resource (default: any)'],
        ["--region <region>", "where it is done"],
        ["--context <key=value...>", "condition keys of the request; `key=` for one that it does not have"],
        ["--from <account>", "the account that the principal is in, or `outside` of the organisation"],
        ["--account-id <id>", "the account's id, where policies name accounts and the definition does not know it"],
        ["--staged", "as if all guardrails that are staged had been promoted"],
        ["--expect <answer>", "allowed or denied: for scripts"],
    ],
    examples: [
        "org explain shop-prod s3:GetObject --region eu-central-1",
        "org explain playground-ada ec2:RunInstances --principal Developer --context ec2:InstanceType=p5.48xlarge",
        "org explain audit 'cloudtrail:*' --principal root --json",
        "org explain shop-prod cloudtrail:StopLogging --expect denied",
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
    const request = await readExplainRequest(context, values);
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
    const [only] = actions;
    if (only !== undefined && actions.length === 1) {
        const { text: shown, evaluation } = explainOneAction(request, only, context.columns);
        return {
            text: shown,
            json: { ...asked, action: only, ...evaluationJson(evaluation) },
            code: codeFor([evaluation.decision]),
        };
    }
    const { text: shown, answers } = explainManyActions(request);
    return {
        text: shown,
        json: {
            ...asked,
            actions: answers.map(({ action, evaluation }) => ({ action, ...evaluationJson(evaluation) })),
        },
        code: codeFor(answers.map(({ evaluation }) => evaluation.decision)),
    };
}
