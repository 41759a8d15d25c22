import { markdownFileKind, pageFileKind, reportFileProblem, writeReportFile } from "../../../pages/files";
import type { ChangeReview } from "../../../program/changes";
import type { ForecastState } from "../../../program/forecast";
import { CHECKOUT } from "../../cli/checkout";
import type { CommandContext } from "../../cli/commandContext";
import { withDefinitionAt } from "../../cli/definitionAtCommit";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type CommandValues, type ReadCommand } from "../../cli/orgCommand";
import { StackRunner } from "../../cli/stackRunner";
import { reviewJson } from "./print/reviewJson";
import { commentMarker, reviewMarkdown } from "./print/reviewMarkdown";
import { REVIEW_PAGE_HEAD, reviewPage } from "./print/reviewPage";
import { reviewText } from "./print/reviewText";
import { sourceLinks } from "./print/sourceLinks";
import { confirmedReview, reviewAtOnce, stateOfStack, withBase } from "./reviewedStack";

const PAGE_FILE = pageFileKind("org review", "review.html", REVIEW_PAGE_HEAD);

export const review: ReadCommand = {
    name: "review",
    summary: "Show what the next `up` really does, most dangerous first, and what must be acknowledged",
    description:
        "Says in plain words what `up` would do to accounts, units, guardrails, people's access, security, the baseline, costs and settings; what cannot be undone; and which " +
        "dangerous changes somebody must acknowledge: by a line in the definition (`organization: { acknowledge: { changes: [...] } }`), or by a code (a label of the pull request, --acknowledge). " +
        "It answers at once, from the definition and the stack's state alone. What only AWS can tell is named. With --preview, Pulumi's own preview confirms it, with the policy pack, and asks AWS. " +
        `Nothing changes. The exit code is ${EXIT.refused} if \`up\` would be refused.`,
    options: [
        ["--preview", "have Pulumi's preview confirm it, with the policy pack: it asks AWS"],
        ["--base <commit>", "mark what the definition at this commit changes as well: what waits there for an `up`"],
        ["--acknowledge <code...>", "acknowledge these dangerous changes, by the codes that the review shows"],
        ["--markdown <file>", "write it as a comment for a pull request, below 65,536 characters"],
        ["--html <file>", "write it as a page, which needs no server. Treat it as confidential"],
    ],
    examples: [
        "org review",
        "org review --preview",
        "org review --stack prod --json",
        "org review --base origin/main",
        "org review --html review.html",
    ],
    async run(context, values) {
        const files = checkedFiles(context.stack, values);
        const codes = checkedCodes(values);
        const ref = textValue(values, "base");
        const isConfirmed = values.preview === true;
        const { runner, state } = await openedStack(context, !isConfirmed || ref !== undefined);
        const own = isConfirmed ? await confirmedReview(runner, codes) : await reviewAtOnce(context, codes, state);
        const found =
            ref === undefined
                ? own
                : await withDefinitionAt({ option: "--base", ref }, context.settings.definition, async ({ location }) =>
                      withBase(own, await reviewAtOnce(context, [], state, location)),
                  );
        const link = sourceLinks(process.env);
        const given = new Set(found.changes.map(({ code }) => code));
        const told = codes
            .filter((code) => !given.has(code))
            .map((code) => `No change of this run has the code ${code}: it acknowledges nothing.`);
        if (files.markdown !== undefined) {
            told.push(`Written to ${writeReportFile(files.markdown, reviewMarkdown(found, { link }))}.`);
        }
        if (files.html !== undefined) {
            told.push(`Written to ${writeReportFile(files.html, reviewPage(found, { link, checkout: CHECKOUT }))}.`);
        }
        return {
            text: [reviewText(found, context.columns), ...told].join("\n\n"),
            json: reviewJson(found),
            code: isRefused(found) ? EXIT.refused : EXIT.done,
        };
    },
};

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

/** @throws CommandError if a report cannot be written where it is asked for. */
function checkedFiles(stack: string, values: CommandValues): { readonly markdown?: string; readonly html?: string } {
    const [markdown, html] = [textValue(values, "markdown"), textValue(values, "html")];
    for (const [file, kind] of [
        [markdown, markdownFileKind("org review", "review.md", commentMarker(stack))],
        [html, PAGE_FILE],
    ] as const) {
        const problem = file === undefined ? undefined : reportFileProblem(file, kind);
        if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
    }
    return { ...(markdown !== undefined && { markdown }), ...(html !== undefined && { html }) };
}

/** @throws CommandError for what cannot be a code. */
function checkedCodes(values: CommandValues): readonly string[] {
    const codes = textValues(values, "acknowledge").map((code) => code.toLowerCase());
    const wrong = codes.filter((code) => !/^[0-9a-f]{8}$/.test(code));
    if (wrong.length === 0) return codes;
    throw new CommandError(
        `--acknowledge takes codes of 8 hexadecimal digits, as \`org review\` shows them, and not ${wrong.map((code) => JSON.stringify(code)).join(", ")}`,
        EXIT.usage,
    );
}
