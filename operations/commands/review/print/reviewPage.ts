import { pageHead, pageLauncher, pageDocument } from "../../../../pages/frame";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import { panel, shownHtml } from "./pageElements";
import {
    acknowledgementSection,
    noteSections,
    otherSection,
    policySection,
    refusalSections,
    riskSection,
} from "./pageSections";
import { reviewFigures, runFigures } from "./reviewFigures";
import { isOneLine, reviewHeadline } from "./reviewHeadline";
import type { SourceLink } from "./sourceLinks";

const COMMAND = "org review";

/** How a page begins. A file that begins otherwise is not a page of ours. */
export const REVIEW_PAGE_HEAD = pageHead(COMMAND);

/**
 * The page that `org review --html` writes: one file without scripts, which asks no server for anything. Nothing is cut in it; what is long is
 * folded, and unfolded on paper.
 *
 * @param checkout the folder of this program, in which the page's styles are compiled when a source of them has changed
 * @throws when the styles cannot be compiled: a source is wrong, or the folder `.build` cannot be written
 */
export function reviewPage(
    review: ChangeReview,
    {
        link,
        checkout,
        madeAt = new Date(),
    }: { readonly link: SourceLink; readonly checkout: string; readonly madeAt?: Date },
): string {
    const launcher = pageLauncher(checkout, "operations/commands/review/print/reviewPageStyles.cjs") as {
        reviewPageStyles(): string;
    };
    const { tone, words } = reviewHeadline(review);
    const sections = [
        ...refusalSections(review, link),
        ...policySection(review, "mandatory", link),
        ...riskSection(review, "danger", link),
        ...acknowledgementSection(review),
        ...riskSection(review, "attention", link),
        ...riskSection(review, "routine", link),
        ...noteSections(review, link),
        ...policySection(review, "advisory", link),
        ...otherSection(review),
        ...(isOneLine(review) ? [panel("Nothing changes", [])] : []),
    ];
    const stack = shownHtml(review.stack);
    const body = [
        `<header class="page-head"><div><h1>Review of <bdi>${stack}</bdi></h1>`,
        `<p class="headline ${tone}">${capital(words)}.</p>`,
        `<p>${shownHtml(reviewFigures(review).join(" "))}</p></div></header>`,
        "<main>",
        ...sections,
        "</main>",
        `<footer class="page-foot"><p>${runFigures(review).map(shownHtml).join(" ")}</p>`,
        `<p>Digest of these changes: <code>${shownHtml(review.digest)}</code>. Made at ${madeAt.toISOString().slice(0, 16).replace("T", " ")} UTC.</p></footer>`,
    ];
    return pageDocument({
        command: COMMAND,
        title: `Review of ${review.stack}: ${words}`,
        styles: launcher.reviewPageStyles(),
        body: body.join("\n"),
    });
}

function capital(words: string): string {
    return shownHtml(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`);
}
