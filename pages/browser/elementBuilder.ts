/** What an element may be given. Texts become text nodes, never markup. */
interface ElementProperties {
    readonly class?: string;
    readonly text?: string;
    readonly id?: string;
    /** Attributes. `true` is an empty one, and `undefined` or `false` none. */
    readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
    readonly on?: Readonly<Partial<Record<keyof HTMLElementEventMap, (event: Event) => void>>>;
}

type Child = Node | string | undefined | false;

/** `element("td", { class: "amount" }, "$12")`. The page is built with it alone: there is no way from a text to markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    properties: ElementProperties = {},
    ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
    const made = document.createElement(name);
    if (properties.class !== undefined) made.className = properties.class;
    if (properties.id !== undefined) made.id = properties.id;
    if (properties.text !== undefined) made.textContent = properties.text;
    setAttributes(made, properties.attributes ?? {});
    for (const [event, listener] of Object.entries(properties.on ?? {})) made.addEventListener(event, listener);
    made.append(...children.filter((child) => child !== undefined && child !== false));
    return made;
}

/** An element of SVG: a sparkline, an icon. */
export function svgElement(
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    ...children: readonly Node[]
): SVGElement {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    setAttributes(made, attributes);
    made.append(...children);
    return made;
}

function setAttributes(of: Element, attributes: Readonly<Record<string, string | number | boolean | undefined>>): void {
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== undefined && value !== false) of.setAttribute(name, value === true ? "" : String(value));
    }
}

/** A name that somebody wrote. Its direction of writing stays inside of it. */
export function nameElement(name: string, className = "name"): HTMLElement {
    // Where the place is narrow, the end of a long name is only in its title.
    const title = name.length > 14 ? name : undefined;
    return element("bdi", { class: className, text: name === "" ? "(none)" : name, attributes: { title } });
}

/** The same for a name that a narrow place breaks after `@`, `/` and `:` if it can: an address, a path. */
export function breakableName(name: string): HTMLElement {
    const [first = "", ...others] = name.split(/(?<=[@/:])/);
    const shown = nameElement(name);
    shown.replaceChildren(first, ...others.flatMap((part) => [document.createElement("wbr"), part]));
    return name === "" ? nameElement(name) : shown;
}

/**
 * A bar of this share of its place, from 0 to 1. It is a picture of a figure that stands beside it.
 *
 * @param mark where a line crosses the bar, from 0 to 1; beyond 1 it is at the end
 */
export function barElement(share: number, className: string, mark?: number): HTMLElement {
    const bar = element("span", { class: `bar ${className}`, attributes: { "aria-hidden": "true" } });
    const filled = element("span", { class: "filled" });
    filled.style.width = percent(share);
    bar.append(filled);
    if (mark === undefined) return bar;
    const line = element("span", { class: "mark" });
    line.style.left = percent(mark);
    bar.append(line);
    return bar;
}

const percent = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** A part of the page with its title, and what is said below the title. */
export function sectionElement(id: string, title: string, note: string, ...children: readonly Child[]): HTMLElement {
    const heading = element("h2", { id: `${id}-title`, text: title });
    return element(
        "section",
        { id, class: "panel", attributes: { "aria-labelledby": `${id}-title` } },
        element("header", { class: "panel-head" }, heading, note !== "" && element("p", { class: "note", text: note })),
        ...children,
    );
}

/** The place of a table that may be wider than the screen. The arrow keys scroll it when it has the focus. */
export function scrollerElement(label: string, table: HTMLElement): HTMLElement {
    return element(
        "div",
        { class: "scroller", attributes: { tabindex: 0, role: "region", "aria-label": label } },
        table,
    );
}
