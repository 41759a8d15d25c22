import { breakableName, element, nameElement } from "../../../../../pages/browser/elementBuilder";
import { moreButtons, ROWS } from "../../../../../pages/browser/tableTools";
import type { PersonAccess } from "../data/nodePeople";
import { counted } from "../data/treeWords";
import { detailSection } from "./detailSection";
import { placeElement, type TreeContext } from "./treeContext";

/** Who may enter an account, or the accounts of a unit: each person with what they have, and where they have it from. */
export function peopleSection(context: TreeContext, number: number): HTMLElement | undefined {
    const { index, people } = context;
    if (index.document.access.length === 0) return undefined;
    const all = people.of(number);
    const isAccount = index.node(number).kind === "account";
    const persons = new Set(all.map(({ who }) => who)).size;
    const note = all.length === 0 ? "nobody" : counted(persons, "person or group", "people and groups");
    if (all.length === 0) return detailSection("people", "People", note, true);
    const body = element("tbody");
    const more = element("div", { class: "more-rows" });
    const show = (count: number): void => {
        body.append(
            ...all
                .slice(body.rows.length, body.rows.length + count)
                .map((access) => personRow(context, access, isAccount)),
        );
        more.replaceChildren(...moreButtons(all.length - body.rows.length, show));
    };
    show(ROWS);
    const heads = ["Who", "Permission set", ...(isAccount ? [] : ["Accounts"])].map((text) =>
        element("th", { text, class: text === "Accounts" ? "amount" : "", attributes: { scope: "col" } }),
    );
    const table = element(
        "table",
        { class: "people" },
        element("caption", { class: "unseen", text: "Who has which permission set, and through which group" }),
        element("thead", {}, element("tr", {}, ...heads)),
        body,
    );
    return detailSection("people", "People", note, isAccount, table, more);
}

function personRow(context: TreeContext, access: PersonAccess, isAccount: boolean): HTMLElement {
    const { who, isExternal, isEmpty, through, grant, accounts } = access;
    const { permissionSet, until, because, from } = grant;
    const kind = isExternal ? "external group" : isEmpty ? "group without members" : "";
    return element(
        "tr",
        {},
        element(
            "th",
            { attributes: { scope: "row" } },
            breakableName(who),
            kind !== "" && element("span", { class: "kind", text: kind }),
            through !== undefined && element("span", { class: "through" }, "through ", nameElement(through)),
        ),
        element(
            "td",
            {},
            breakableName(permissionSet),
            until !== undefined && element("span", { class: "through", text: `until ${until}` }),
            because !== undefined && element("span", { class: "through" }, nameElement(because, "text")),
            element("span", { class: "through" }, placeElement(context, from)),
        ),
        !isAccount && element("td", { class: "amount", text: accounts.toLocaleString("en-US") }),
    );
}
