import { formatPlace, type Place } from "../../../../definition";
import { visible } from "../../../../limits";
import { escapedHtml } from "../../../../pages/frame";
import type { SourceLink } from "./sourceLinks";

/** Characters of one text. */
const MOST_CHARACTERS = 2_000;

/** A text from outside as HTML on one line. */
export function shownHtml(text: string): string {
    return escapedHtml(visible(text, MOST_CHARACTERS));
}

/** A part of the page. @param tone the class that colours its edge. */
export function panel(title: string, body: readonly string[], { tone = "", count = "" } = {}): string {
    const counted = count === "" ? "" : ` <span class="count">${count}</span>`;
    return [
        `<section class="panel${tone === "" ? "" : ` ${tone}`}">`,
        `<div class="panel-head"><h2>${title}${counted}</h2></div>`,
        ...body,
        "</section>",
    ].join("\n");
}

/** @param items HTML of each. */
export function thingList(items: readonly string[], kind = "things"): string {
    return [`<ul class="${kind}">`, ...items.map((item) => `<li>${item}</li>`), "</ul>"].join("\n");
}

/** @param title a text of ours. */
export function foldedHtml(title: string, items: readonly string[]): string {
    if (items.length === 0) return "";
    return `<details><summary>${title}</summary>${thingList(items, "inner")}</details>`;
}

/** A place of the definition, as a link if there is an address of the web. */
export function placeHtml(place: Place, link: SourceLink): string {
    const { file, line } = place;
    const shown = escapedHtml(formatPlace({ file, ...(line !== undefined && { line }) }));
    return `<span class="at">${linkHtml(shown, link(place))}</span>`;
}

/** @param html what is shown, escaped. */
export function linkHtml(html: string, url: string | undefined): string {
    return url !== undefined && /^https?:\/\//.test(url) ? `<a href="${escapedHtml(url)}">${html}</a>` : html;
}
