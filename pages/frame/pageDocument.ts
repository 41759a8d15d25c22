import { createHash } from "node:crypto";
import { escapedHtml } from "./escapedHtml";

/** What every page consists of. */
export interface PageDocument {
    /** The command that makes it: `org review`. */
    readonly command: string;
    readonly title: string;
    readonly styles: string;
    /** HTML in which every text from outside is escaped. */
    readonly body: string;
    /** The code that the page may run. Absent: none. */
    readonly script?: string;
}

/** How the pages of a command begin. A file that begins otherwise is none of them. */
export function pageHead(command: string): string {
    return `<!doctype html>\n<html lang="en">\n<head>\n<meta name="generator" content="${command}">\n`;
}

/** It asks no server for anything, and its Content-Security-Policy allows neither requests nor any script but its own. */
export function pageDocument({ command, title, styles, body, script }: PageDocument): string {
    const policy = [
        "default-src 'none'",
        ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
        `style-src ${hashOf(styles)}`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ].join("; ");
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
${body}
</body>
</html>
`;
}

/** How a Content-Security-Policy names the code that it allows. */
const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
