import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { DefinitionError } from "../../definition";
import { quoted, visible } from "../../limits";
import { CommandError, EXIT } from "./commandError";
import { gitAnswer } from "./gitAnswer";

/** A commit that a command line names. */
export interface AskedCommit {
    /** The option that names it, for messages: `${option}`. */
    readonly option: string;
    /** What it says: `main`. */
    readonly ref: string;
}

/** A definition as a commit has it. */
export interface CommittedDefinition {
    /** What was asked for: `main`. */
    readonly ref: string;
    /** The commit in 12 digits. */
    readonly commit: string;
    /** Where its copy is. */
    readonly location: string;
}

/**
 * Gives a copy of the definition as another commit has it, in a temporary folder. The checkout and git's index stay as they are.
 *
 * @param location of today's definition, relative to the working directory.
 * @param use reads the copy, which is deleted afterwards.
 * @throws CommandError if this is no checkout of git, it has no such commit, or the commit's definition is absent or has mistakes.
 */
export async function withDefinitionAt<T>(
    { option, ref }: AskedCommit,
    location: string,
    use: (committed: CommittedDefinition) => T | Promise<T>,
): Promise<T> {
    const checkout = checkoutOf(location, option);
    const commit = commitOf({ option, ref }, checkout);
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "org-tree-")));
    try {
        const copy = extracted({ option, ref, commit, location }, checkout, folder);
        try {
            return await use({ ref, commit, location: copy });
        } catch (error) {
            if (!(error instanceof DefinitionError)) throw error;
            throw new CommandError(
                `${option} ${visible(ref)}: the definition of commit ${commit} has mistakes for today's program, so nothing can be compared with it:\n` +
                    error.message.replaceAll(copy, location),
                EXIT.refused,
            );
        }
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** The folder of the checkout that the definition is in. */
function checkoutOf(location: string, option: string): string {
    const folder = path.dirname(path.resolve(location));
    try {
        return fs.realpathSync(gitAnswer(folder, ["rev-parse", "--show-toplevel"]));
    } catch (error) {
        const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
        throw new CommandError(
            isMissing
                ? `${option} reads the other commit with git, which is not on the PATH`
                : `${option} needs a checkout of git, and ${visible(location)} is in none: ${firstLine(error)}`,
            EXIT.usage,
        );
    }
}

function commitOf({ option, ref }: AskedCommit, checkout: string): string {
    try {
        // Git takes what begins with a hyphen for an option.
        if (ref.startsWith("-")) throw new Error("an option");
        const commit = gitAnswer(checkout, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
        return gitAnswer(checkout, ["rev-parse", "--short=12", commit]);
    } catch {
        throw new CommandError(
            `${option} ${visible(ref)}: this checkout has no commit ${quoted(ref)}. Give a branch, a tag or a commit, such as main, origin/main or HEAD~1; ` +
                "`git fetch` brings what only the remote has (in a shallow clone, `git fetch --unshallow`)",
            EXIT.usage,
        );
    }
}

/** Copies the files of the definition, and those beside it if it is a single file: it may name them. */
function extracted(
    { option, ref, commit, location }: CommittedDefinition & AskedCommit,
    checkout: string,
    folder: string,
): string {
    const inside = path.relative(checkout, fs.realpathSync(location));
    if (inside.startsWith("..")) {
        throw new CommandError(
            `${option}: ${visible(location)} leads out of the checkout ${visible(checkout)}, so its commits do not have it`,
            EXIT.usage,
        );
    }
    const files = fs.statSync(location).isDirectory() ? inside : path.dirname(inside);
    const archive = path.join(folder, "definition.tar");
    const copy = path.join(folder, inside);
    try {
        gitAnswer(checkout, [
            "--literal-pathspecs",
            "archive",
            "--format=tar",
            "-o",
            archive,
            commit,
            "--",
            files || ".",
        ]);
        execFileSync("tar", ["-xf", archive, "-C", folder], { stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
        if (!/did not match any files/.test(stderrOf(error))) {
            throw new CommandError(
                `${option} ${visible(ref)}: commit ${commit} cannot be read: ${firstLine(error)}`,
                EXIT.failed,
            );
        }
    }
    if (fs.existsSync(copy)) return copy;
    throw new CommandError(
        `${option} ${visible(ref)}: commit ${commit} has no ${visible(location)}. It was added later, or had another name`,
        EXIT.refused,
    );
}

function stderrOf(error: unknown): string {
    const { stderr } = error as { stderr?: string | Buffer };
    return stderr?.toString() ?? "";
}

function firstLine(error: unknown): string {
    return visible((stderrOf(error) || String((error as Error).message)).trim().split("\n")[0] ?? "", 300);
}
