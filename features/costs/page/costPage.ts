import { htmlPage, pageHead, pageLauncher } from "../../../pages/frame";
import type { CostReport } from "../report/costReport";
import { DATA_ELEMENT, LICENCES_ELEMENT, type CostPageData } from "./data/pageData";
import { visibleReport } from "./visibleReport";

interface PageParts {
    readonly script: string;
    readonly styles: string;
    readonly licences: string;
}

const COMMAND = "org costs";

/** How a page begins. A file that begins otherwise is not a page of ours. */
export const PAGE_HEAD = pageHead(COMMAND);

/**
 * The page that `org costs --html` writes: one file with everything in it. It asks no server for anything, and its
 * Content-Security-Policy allows neither requests nor any script but its own.
 *
 * @param checkout the folder of this program, in which the page's script is compiled when a source of it has changed
 * @param madeAt the time that the page shows as its own
 * @throws when the script cannot be compiled: a source is wrong, or the folder `.build` cannot be written
 */
export function costPage(report: CostReport, checkout: string, madeAt = new Date()): string {
    const launcher = pageLauncher(checkout, "features/costs/page/pageParts.cjs") as { pageParts(): PageParts };
    const { script, styles, licences } = launcher.pageParts();
    const data: CostPageData = { report: visibleReport(report), madeAt: madeAt.toISOString() };
    return htmlPage({
        command: COMMAND,
        title: `Costs of ${data.report.stack}, ${data.report.months.at(-1) ?? ""}`,
        withoutScript:
            "This page draws its figures with JavaScript, which is switched off. `./org costs` shows the same figures in a terminal.",
        script,
        styles,
        data: { [DATA_ELEMENT]: data, [LICENCES_ELEMENT]: licences },
    });
}

/** Whether a file's text is a page that `costPage` made, so that a new one may take its place. */
export function isCostPage(text: string): boolean {
    return text.startsWith(PAGE_HEAD);
}
