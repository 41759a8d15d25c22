import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import * as path from "node:path";
import type { CostReport } from "../report/costReport";
import { DATA_ELEMENT, LICENCES_ELEMENT, type CostPageData } from "./data/pageData";
import { visibleReport } from "./visibleReport";

interface PageParts {
    readonly script: string;
    readonly styles: string;
    readonly licences: string;
}

/** How a page begins. A file that begins otherwise is not a page of ours. */
export const PAGE_HEAD = '<!doctype html>\n<html lang="en">\n<head>\n<meta name="generator" content="org costs">\n';

/**
 * The page that `org costs --html` writes: one file with everything in it. It asks no server for anything, and its
 * Content-Security-Policy allows neither requests nor any script but its own.
 *
 * @param checkout the folder of this program, in which the page's script is compiled when a source of it has changed
 * @param madeAt the time that the page shows as its own
 * @throws when the script cannot be compiled: a source is wrong, or the folder `.build` cannot be written
 */
export function costPage(report: CostReport, checkout: string, madeAt = new Date()): string {
    const { script, styles, licences } = pageParts(checkout);
    const data: CostPageData = { report: visibleReport(report), madeAt: madeAt.toISOString() };
    const policy = [
        "default-src 'none'",
        `script-src ${hashOf(script)}`,
        `style-src ${hashOf(styles)}`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    return `${PAGE_HEAD}<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>Costs of ${escapedHtml(data.report.stack)}, ${escapedHtml(data.report.months.at(-1) ?? "")}</title>
<style>${styles}</style>
</head>
<body>
<noscript><p>This page draws its figures with JavaScript, which is switched off. \`./org costs\` shows the same figures in a terminal.</p></noscript>
<script type="application/json" id="${DATA_ELEMENT}">${scriptJson(data)}</script>
<script type="application/json" id="${LICENCES_ELEMENT}">${scriptJson(licences)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Whether a file's text is a page that `costPage` made, so that a new one may take its place. */
export function isCostPage(text: string): boolean {
    return text.startsWith(PAGE_HEAD);
}

function pageParts(checkout: string): PageParts {
    // At run time, because `org` itself is one compiled file, and most of its commands make no page.
    const launcher = createRequire(path.join(checkout, "package.json"))("./features/costs/page/pageParts.cjs") as {
        pageParts(): PageParts;
    };
    return launcher.pageParts();
}

/** JSON that ends no element and no line of a script, whatever its texts are. */
function scriptJson(value: unknown): string {
    return JSON.stringify(value).replaceAll(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function escapedHtml(text: string): string {
    return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
