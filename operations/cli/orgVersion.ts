import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKOUT } from "./checkout";

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
    const git = (...args: string[]): string =>
        execFileSync("git", ["-C", checkout, ...args], {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        }).trim();
    try {
        const commit = git("rev-parse", "--short=12", "HEAD");
        return git("status", "--porcelain", "--untracked-files=no") === "" ? commit : `${commit}, with local changes`;
    } catch {
        return undefined;
    }
}
