import { execFileSync } from "node:child_process";

/**
 * What git says in a folder, without white space around it. Git's own messages are not shown.
 *
 * @throws if git is missing or fails.
 */
export function gitAnswer(folder: string, args: readonly string[]): string {
    return execFileSync("git", ["-C", folder, ...args], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
    }).trim();
}

/** The commit in 12 digits that is checked out there, and whether files there differ from it. @throws like `gitAnswer`. */
export function checkedOutCommit(
    folder: string,
    paths: readonly string[] = [],
): { readonly commit: string; readonly hasLocalChanges: boolean } {
    const commit = gitAnswer(folder, ["rev-parse", "--short=12", "HEAD"]);
    const untracked = paths.length === 0 ? "no" : "normal";
    const status = ["--literal-pathspecs", "status", "--porcelain", `--untracked-files=${untracked}`, "--", ...paths];
    return { commit, hasLocalChanges: gitAnswer(folder, status) !== "" };
}
