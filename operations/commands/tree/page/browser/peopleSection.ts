import { breakableName, element, nameElement } from "../../../../../pages/browser/elementBuilder";
import { moreButtons, ROWS } from "../../../../../pages/browser/tableTools";
import type { Person, PersonAccess } from "../data/nodePeople";
import { counted } from "../data/pageWords";
import { detailSection } from "./detailSection";
import { placeElement, type TreeContext } from "./treeContext";

/** Who may enter an account, or the accounts of a unit: each person with what they have, and where they have it from. */
export function peopleSection(context: TreeContext, number: number): HTMLElement | undefined {
    const { index, people } = context;
    if (index.document.access.length === 0) return undefined;
    const isAccount = index.node(number).kind === "account";
    const persons = people.of(number);
    const note = persons.length === 0 ? "nobody" : counted(persons.length, "person or group", "people and groups");
    if (persons.length === 0) return detailSection("people", "People", note, true);
    const body = element("tbody");
    const more = element("div", { class: "more-rows" });
    const show = (count: number): void => {
        const next = persons.slice(body.rows.length, body.rows.length + count);
        body.append(...next.map((person) => personRow(context, person, isAccount)));
        more.replaceChildren(...moreButtons(persons.length - body.rows.length, show));
    };
    show(ROWS);
    const heads = ["Who", "Permission set"].map((text) => element("th", { text, attributes: { scope: "col" } }));
    const table = element(
        "table",
        { class: "people" },
        element("caption", { class: "unseen", text: "Who has which permission set, and through which group" }),
        element("thead", {}, element("tr", {}, ...heads)),
        body,
    );
    return detailSection("people", "People", note, isAccount, table, more);
}

function personRow(context: TreeContext, { who, kind, access }: Person, isAccount: boolean): HTMLElement {
    return element(
        "tr",
        {},
        element(
            "th",
            { attributes: { scope: "row" } },
            breakableName(who),
            kind !== "person" && element("span", { class: "kind", text: kind }),
        ),
        element("td", {}, ...access.map((one) => accessItem(context, one, isAccount))),
    );
}

/** `developer`, and below it `through shop, people.yaml:12`. */
function accessItem(context: TreeContext, { through, grant, accounts }: PersonAccess, isAccount: boolean): HTMLElement {
    const { permissionSet, until, because, from } = grant;
    const parts: readonly (readonly Node[])[] = [
        isAccount ? [] : [new Text(`in ${counted(accounts, "account")}`)],
        through === undefined ? [] : [new Text("through "), nameElement(through)],
        until === undefined ? [] : [new Text(`until ${until}`)],
        because === undefined ? [] : [nameElement(because, "text")],
        [placeElement(context, from)].filter((place) => place !== undefined),
    ];
    return element(
        "div",
        { class: "access" },
        breakableName(permissionSet),
        element(
            "span",
            { class: "through" },
            ...parts
                .filter((part) => part.length > 0)
                .flatMap((part, place) => (place > 0 ? [new Text(", "), ...part] : part)),
        ),
    );
}
