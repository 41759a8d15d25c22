import { DefinitionError } from "../../../definition";
import { approvalSettings, CODE_FORM, strayCodes } from "../../../program/approval";
import { refusedReview, type ChangeReview } from "../../../program/changes";
import type { ForecastState } from "../../../program/forecast";
import type { CommandContext } from "../../cli/commandContext";
import { withDefinitionAt } from "../../cli/definitionAtCommit";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type CommandValues, type ReadCommand } from "../../cli/orgCommand";
import { StackRunner } from "../../cli/stackRunner";
import { reviewJson } from "./print/reviewJson";
import { reviewText } from "./print/reviewText";
import { confirmedReview } from "./confirmedReview";
import { FILE_OPTIONS, wantedFiles, writtenFiles } from "./reviewFiles";
import { reviewAtOnce, stateOfStack, withBase } from "./reviewedStack";

export const review: ReadCommand = {
    name: "review",
    summary: "Show what the next `up` really does, most dangerous first, and what must be acknowledged",
    description:
        "Says in plain words what `up` would do to accounts, units, guardrails, people's access, security, the baseline, costs and settings; what cannot be undone; and which " +
        "dangerous changes somebody must acknowledge: by a line in the definition (`organization: { acknowledge: { changes: [...] } }`), or by a code (a label of the pull request, --acknowledge, the variable AWS_ORGANIZATION_ACKNOWLEDGED that `up` reads too). " +
        "It answers at once, from the definition and the stack's state alone. What only AWS can tell is named. With --preview, Pulumi's own preview confirms it, with the policy pack, and asks AWS. " +
        `Nothing changes. The exit code is ${EXIT.refused} if \`up\` would be refused.`,
    options: [
        ["--preview", "have Pulumi's preview confirm it, with the policy pack: it asks AWS"],
        ["--base <commit>", "mark what the definition at this commit changes as well: what waits there for an `up`"],
        ["--acknowledge <code...>", "acknowledge these dangerous changes, by the codes that the review shows"],
        ...FILE_OPTIONS,
    ],
    examples: [
        "org review",
        "org review --preview",
        "org review --stack prod --json",
        "org review --base origin/main",
        "org review --html review.html",
    ],
    async run(context, values) {
        const files = wantedFiles(context.stack, values);
        const codes = checkedCodes(values);
        const ofVariable = approvalSettings(process.env).codes.filter((code) => !codes.includes(code));
        const ref = textValue(values, "base");
        const isConfirmed = values.preview === true;
        const found = await reviewed(context, {
            codes: [...codes, ...ofVariable],
            isConfirmed,
            ...(ref !== undefined && { ref }),
        });
        const given = new Set(found.changes.map(({ code }) => code));
        const told = codes
            .filter((code) => !given.has(code))
            .map((code) => `No change of this run has the code ${code}: it acknowledges nothing.`);
        const stray = strayCodes(found, ofVariable).map((message) => `${message}.`);
        return {
            text: [reviewText(found, context.columns), ...told, ...stray, ...writtenFiles(files, found)].join("\n\n"),
            json: reviewJson(found),
            code: isRefused(found) ? EXIT.refused : found.failures ? EXIT.failed : EXIT.done,
        };
    },
};

/** A definition with mistakes has a review as well: each mistake with its place, in every form that people and programs read. */
async function reviewed(context: CommandContext, asked: AskedReview): Promise<ChangeReview> {
    try {
        return await correctReview(context, asked);
    } catch (error) {
        if (error instanceof DefinitionError) return refusedReview(context.stack, error.problems);
        throw error;
    }
}

interface AskedReview {
    readonly codes: readonly string[];
    readonly isConfirmed: boolean;
    /** The commit of --base. */
    readonly ref?: string;
}

async function correctReview(context: CommandContext, { codes, isConfirmed, ref }: AskedReview): Promise<ChangeReview> {
    const { runner, state } = await openedStack(context, !isConfirmed || ref !== undefined);
    const own = isConfirmed ? await confirmedReview(context, runner, codes) : await reviewAtOnce(context, codes, state);
    if (ref === undefined) return own;
    return withDefinitionAt({ option: "--base", ref }, context.settings.definition, async ({ location }) =>
        withBase(own, await reviewAtOnce(context, [], state, location)),
    ).catch((error: unknown) => unmarked(own, error));
}

/** A base that has no definition, or one with mistakes, must not keep anybody from reviewing what mends it. */
function unmarked(review: ChangeReview, error: unknown): ChangeReview {
    if (!(error instanceof CommandError && error.code === EXIT.refused)) throw error;
    const message = `What waits for an \`up\` already is not marked. ${error.message.trim()}`;
    return { ...review, notes: [{ severity: "warning", topic: "review", message }, ...review.notes] };
}

/**
 * @param isStateRead false: the state is empty, because only Pulumi's preview is asked.
 * @throws DefinitionError first, if the definition has mistakes: they can be mended without a state, and without the local AWS.
 */
async function openedStack(
    context: CommandContext,
    isStateRead: boolean,
): Promise<{ readonly runner: StackRunner; readonly state: readonly ForecastState[] }> {
    try {
        const runner = await StackRunner.open(context);
        return { runner, state: isStateRead ? await stateOfStack(runner) : [] };
    } catch (error) {
        void context.model;
        throw error;
    }
}

/** Whether `up` would be refused. */
function isRefused({ refusals, acknowledgements, policyPack }: ChangeReview): boolean {
    return (
        refusals.length > 0 ||
        acknowledgements.missing.length > 0 ||
        policyPack.some(({ level }) => level === "mandatory")
    );
}

/** @throws CommandError for what cannot be a code. */
function checkedCodes(values: CommandValues): readonly string[] {
    const codes = textValues(values, "acknowledge").map((code) => code.toLowerCase());
    const wrong = codes.filter((code) => !CODE_FORM.test(code));
    if (wrong.length === 0) return codes;
    throw new CommandError(
        `--acknowledge takes codes of 8 hexadecimal digits, as \`org review\` shows them, and not ${wrong.map((code) => JSON.stringify(code)).join(", ")}`,
        EXIT.usage,
    );
}
