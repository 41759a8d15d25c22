import { createHash } from "node:crypto";
import { escapedHtml } from "./escapedHtml";

/** A page that needs no server: one file with everything in it. */
export interface HtmlPage {
    /** The command that makes it: `org costs`. */
    readonly command: string;
    readonly title: string;
    /** What somebody reads whose browser runs no scripts. Markup of our own. */
    readonly withoutScript: string;
    /** Compiled code and styles. */
    readonly script: string;
    readonly styles: string;
    /** What the script reads, by the id of the element that holds it as JSON. */
    readonly data: Readonly<Record<string, unknown>>;
}

/** How the pages of a command begin. A file that begins otherwise is none of them. */
export function pageHead(command: string): string {
    return `<!doctype html>\n<html lang="en">\n<head>\n<meta name="generator" content="${command}">\n`;
}

/** It asks no server for anything, and its Content-Security-Policy allows neither requests nor any script but its own. */
export function htmlPage({ command, title, withoutScript, script, styles, data }: HtmlPage): string {
    const policy = [
        "default-src 'none'",
        `script-src ${hashOf(script)}`,
        `style-src ${hashOf(styles)}`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
    const elements = Object.entries(data).map(
        ([id, value]) => `<script type="application/json" id="${id}">${scriptJson(value)}</script>\n`,
    );
    return `${pageHead(command)}<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escapedHtml(title)}</title>
<style>${styles}</style>
</head>
<body>
<noscript><p>${withoutScript}</p></noscript>
${elements.join("")}<script>${script}</script>
</body>
</html>
`;
}

/** JSON that ends no element and no line of a script, whatever its texts are. */
function scriptJson(value: unknown): string {
    return JSON.stringify(value).replaceAll(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

/** How a Content-Security-Policy names the code that it allows. */
export const hashOf = (text: string): string =>
    `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
