import { pageDocument } from "./pageDocument";

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

/** A page whose script draws what its data says. */
export function htmlPage({ command, title, withoutScript, script, styles, data }: HtmlPage): string {
    const elements = Object.entries(data).map(
        ([id, value]) => `<script type="application/json" id="${id}">${scriptJson(value)}</script>\n`,
    );
    const body = `<noscript><p>${withoutScript}</p></noscript>\n${elements.join("")}<script>${script}</script>`;
    return pageDocument({ command, title, styles, body, script });
}

/** JSON that ends no element and no line of a script, whatever its texts are. */
function scriptJson(value: unknown): string {
    return JSON.stringify(value).replaceAll(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
