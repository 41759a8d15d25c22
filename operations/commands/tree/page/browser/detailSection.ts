import { element } from "../../../../../pages/browser/elementBuilder";

type SectionChild = Node | string | undefined | false;

/** What somebody has folded and unfolded. It stays so from account to account, because people compare accounts by one section. */
const chosen = new Map<string, boolean>();

/**
 * A part of the details, which can be folded.
 *
 * @param key identifies the part on all nodes.
 * @param note how much is in it.
 * @param isOpen whether it is unfolded before somebody chooses.
 */
export function detailSection(
    key: string,
    title: string,
    note: string,
    isOpen: boolean,
    ...children: readonly SectionChild[]
): HTMLElement {
    const section: HTMLDetailsElement = element(
        "details",
        {
            class: "detail-section",
            attributes: { "data-section": key, open: chosen.get(key) ?? isOpen },
        },
        element(
            "summary",
            {},
            element("h3", { text: title }),
            note !== "" && element("span", { class: "note", text: note }),
        ),
        ...children,
    );
    // By a press and not by `toggle`, which comes for what the page unfolds, too.
    section.firstElementChild?.addEventListener("click", () => chosen.set(key, !section.open));
    return section;
}
