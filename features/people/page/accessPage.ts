import { visible } from "../../../limits/visibleText";
import { htmlPage, pageHead, pageLauncher } from "../../../pages/frame";
import { MANAGEMENT_ACCOUNT, mergedAccounts, type AccessReport } from "../matrix";
import { ACCESS_ELEMENT, type AccessPageData } from "./data/accessPageData";

const COMMAND = "org access";

/** How a page begins. A file that begins otherwise is not a page of ours. */
export const ACCESS_PAGE_HEAD = pageHead(COMMAND);

/**
 * The page that `org access --html` writes: one file with everything in it, which asks no server for anything.
 *
 * @param checkout the folder of this program, in which the page's script is compiled when a source of it has changed
 * @param madeAt the time that the page shows as its own
 * @throws when the script cannot be compiled: a source is wrong, or the folder `.build` cannot be written
 */
export function accessPage(report: AccessReport, checkout: string, madeAt = new Date()): string {
    const launcher = pageLauncher(checkout, "features/people/page/accessPageParts.cjs") as {
        accessPageParts(): { readonly script: string; readonly styles: string };
    };
    const data = accessPageData(report, madeAt);
    return htmlPage({
        command: COMMAND,
        title: `Access in ${data.stack}, ${data.day}`,
        withoutScript:
            "This page draws its table with JavaScript, which is switched off. `./org access` shows the same in a terminal.",
        ...launcher.accessPageParts(),
        data: { [ACCESS_ELEMENT]: data },
    });
}

/** A report in the form of the page: what many lines have in common stands in it once. */
export function accessPageData(report: AccessReport, madeAt: Date): AccessPageData {
    const numbers = new Map(report.accounts.map(({ key }, index) => [key, index]));
    const places = new Map<string, { readonly number: number; readonly accounts: readonly number[] }>();
    const entries = mergedAccounts(report).map(({ line, accounts }) => {
        const indices = accounts.map((account) => numbers.get(account) ?? 0);
        const id = indices.join(",");
        const place = places.get(id) ?? { number: places.size, accounts: indices };
        places.set(id, place);
        return {
            who: visible(line.who),
            kind: line.kind === "person" ? "" : line.kind,
            through: line.through === undefined ? "" : visible(line.through),
            permissionSet: visible(line.permissionSet),
            until: line.until ?? "",
            because: visible(line.because ?? "", 500),
            from: visible(line.from, 1_000),
            place: place.number,
        };
    });
    return {
        stack: visible(report.stack),
        day: report.day,
        madeAt: madeAt.toISOString(),
        notes: report.notes.map((note) => visible(note, 1_000)),
        accounts: report.accounts.map(({ key, id, units }) => ({
            name: key === MANAGEMENT_ACCOUNT ? "management account" : visible(key),
            id: id ?? "",
            units: units.map((unit) => visible(unit)),
        })),
        places: [...places.values()].map(({ accounts }) => accounts),
        entries,
    };
}
