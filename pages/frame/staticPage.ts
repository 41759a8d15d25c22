import { escapedHtml } from "./escapedHtml";
import { hashOf, pageHead } from "./htmlPage";

/** A page without any script: one file with everything in it, for reading and printing. */
export interface StaticPage {
    /** The command that makes it: `org review`. */
    readonly command: string;
    readonly title: string;
    readonly styles: string;
    /** HTML in which every text from outside is escaped. */
    readonly body: string;
}

/** It asks no server for anything, and its Content-Security-Policy allows neither requests nor scripts. */
export function staticPage({ command, title, styles, body }: StaticPage): string {
    const policy = [
        "default-src 'none'",
        `style-src ${hashOf(styles)}`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ];
    return `${pageHead(command)}<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
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
