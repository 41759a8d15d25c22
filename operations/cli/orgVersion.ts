import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKOUT } from "./checkout";
import { checkedOutCommit } from "./gitAnswer";

/** The release, with the commit if this is a checkout: `org 0.1.0 (13af0a2f1c2d, with local changes)`. */
export function orgVersion(checkout: string = CHECKOUT): string {
    const { version: release } = JSON.parse(fs.readFileSync(path.join(checkout, "package.json"), "utf8")) as {
        version: string;
    };
    const commit = commitOf(checkout);
    return `org ${release}${commit === undefined ? "" : ` (${commit})`}`;
}

/** Undefined if the folder is not a checkout of its own, or git is missing. */
function commitOf(checkout: string): string | undefined {
    if (!fs.existsSync(path.join(checkout, ".git"))) return undefined;
    try {
        const { commit, hasLocalChanges } = checkedOutCommit(checkout);
        return hasLocalChanges ? `${commit}, with local changes` : commit;
    } catch {
        return undefined;
    }
}
