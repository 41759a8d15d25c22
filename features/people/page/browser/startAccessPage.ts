import { element, nameElement } from "../../../../pages/browser/elementBuilder";
import { noteList } from "../../../../pages/browser/noteList";
import { themeSwitch } from "../../../../pages/browser/themeSwitch";
import { ACCESS_ELEMENT, type AccessPageData } from "../data/accessPageData";
import { accessTable } from "./accessTable";

/** Builds the page of access. */
function startAccessPage(): void {
    const text = document.getElementById(ACCESS_ELEMENT)?.textContent ?? "null";
    const data = JSON.parse(text) as AccessPageData;
    document.body.append(
        element("a", { class: "skip", text: "Skip to the table", attributes: { href: "#lines" } }),
        element(
            "header",
            { class: "page-head" },
            element(
                "div",
                {},
                element("h1", {}, "Access in ", nameElement(data.stack)),
                element("p", { text: `On ${data.day}, by the definition` }),
            ),
            themeSwitch(),
        ),
        element("main", { id: "main" }, noteList(data.notes), accessTable(data)),
        element(
            "footer",
            { class: "page-foot" },
            element("p", {
                text: `Made ${data.madeAt.slice(0, 16).replace("T", " ")} UTC from the definition, without AWS. What was changed in AWS by hand is not in it.`,
            }),
        ),
    );
    requestAnimationFrame(() => {
        document.documentElement.dataset["ready"] = "";
    });
}

startAccessPage();
