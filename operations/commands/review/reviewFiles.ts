import {
    jsonFileKind,
    markdownFileKind,
    pageFileKind,
    reportFileProblem,
    writeReportFile,
    type ReportFileKind,
} from "../../../pages/files";
import type { ChangeReview } from "../../../program/changes";
import { CHECKOUT } from "../../cli/checkout";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type CommandValues } from "../../cli/orgCommand";
import { REVIEW_JSON_HEAD, reviewJsonText } from "./print/reviewJson";
import { commentMarker, reviewMarkdown } from "./print/reviewMarkdown";
import { REVIEW_PAGE_HEAD, reviewPage } from "./print/reviewPage";
import { sourceLinks } from "./print/sourceLinks";

/** The options that write a review into a file. */
export const FILE_OPTIONS = [
    ["--markdown <file>", "write it as a comment for a pull request, below 65,536 characters"],
    ["--data <file>", "write all of it as JSON, as --json prints it"],
    ["--html <file>", "write it as a page, which needs no server. Treat it as confidential"],
] as const;

interface WantedFile {
    readonly file: string;
    readonly contentOf: (review: ChangeReview) => string;
}

/**
 * The files that a command line asks for.
 *
 * @throws CommandError if one cannot be written, before anything is read or asked.
 */
export function wantedFiles(stack: string, values: CommandValues): readonly WantedFile[] {
    const link = sourceLinks(process.env);
    const forms: readonly (readonly [string, ReportFileKind, WantedFile["contentOf"]])[] = [
        [
            "markdown",
            markdownFileKind("org review", "review.md", commentMarker(stack)),
            (review) => reviewMarkdown(review, { link }),
        ],
        ["data", jsonFileKind("org review", "review.json", REVIEW_JSON_HEAD), reviewJsonText],
        [
            "html",
            pageFileKind("org review", "review.html", REVIEW_PAGE_HEAD),
            (review) => reviewPage(review, { link, checkout: CHECKOUT }),
        ],
    ];
    return forms.flatMap(([option, kind, contentOf]) => {
        const file = textValue(values, option);
        if (file === undefined) return [];
        const problem = reportFileProblem(file, kind);
        if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
        return [{ file, contentOf }];
    });
}

/** @returns where each file is, as a sentence. */
export function writtenFiles(files: readonly WantedFile[], review: ChangeReview): readonly string[] {
    return files.map(({ file, contentOf }) => `Written to ${writeReportFile(file, contentOf(review))}.`);
}
