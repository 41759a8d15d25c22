import type { TreeDocument } from "../../../pages/data/treeDocument";
import { pageFileKind, reportFileProblem, writeReportFile } from "../../../pages/files";
import { CHECKOUT } from "../../cli/checkout";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type CommandValues } from "../../cli/orgCommand";
import { TREE_PAGE_HEAD, treePage } from "./page";

const PAGE_FILE = pageFileKind("org tree", "organization.html", TREE_PAGE_HEAD);

/**
 * The file of --html; undefined without it.
 *
 * @throws CommandError if it cannot be written, before anything is read or asked.
 */
export function wantedPageFile(values: CommandValues): string | undefined {
    const file = textValue(values, "html");
    if (file === undefined) return undefined;
    if (values.mermaid === true) {
        throw new CommandError("--html writes a page, and --mermaid prints a diagram: give one of them", EXIT.usage);
    }
    const problem = reportFileProblem(file, PAGE_FILE);
    if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
    return file;
}

/** Writes the page, and says where it is. */
export function writtenPage(file: string, document: TreeDocument): string {
    return `The page is in ${writeReportFile(file, treePage(document, CHECKOUT))}`;
}
