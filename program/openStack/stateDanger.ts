import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { settingsFile } from "./settingsFiles";

/**
 * The folder in which a backend such as `file:///home/ada/state` keeps its states. Undefined for a backend that is not a folder.
 *
 * @param url as `pulumi whoami -v` shows it: `file://~` is the home folder.
 */
export function backendFolder(url: string): string | undefined {
    if (!url.startsWith("file://")) return undefined;
    const [place = ""] = url.split("?");
    const rest = place.slice("file://".length);
    if (rest === "~" || rest.startsWith("~/")) return path.join(os.homedir(), rest.slice(1));
    return rest.startsWith("/") ? fileURLToPath(place) : path.resolve(rest);
}

/** What endangers the state of a stack on a real AWS, and what to do about it. */
export interface StateDanger {
    readonly what: string;
    /** What to do if the stack is empty. Such a stack is refused. */
    readonly whileEmpty: string;
    /** What to do if the stack has an organisation already. Such a stack is not refused. */
    readonly whenUsed: string;
}

/** The passphrase that toolchain/env gives to the stack dev. */
const LOCAL_PASSPHRASE = "local";
const WHERE = "docs/stacks.md, step 1";

/**
 * What is wrong with the place or the encryption of a state that describes a real organisation. `toolchain/env` gives the stack dev a
 * folder in the checkout and a passphrase that everybody knows. `pulumi stack init prod` in that shell would put a real stack there.
 *
 * @param project the folder with Pulumi.yaml.
 * @param environment of the run. The engine passes its own environment to the program.
 */
export function stateDanger(
    stack: string,
    project: string,
    environment: Readonly<Record<string, string | undefined>>,
): StateDanger | undefined {
    const folder = backendFolder(environment.PULUMI_BACKEND_URL ?? "");
    const file = settingsFile(stack);
    if (folder !== undefined && isInside(folder, project)) {
        return {
            what: `the state of stack ${stack} is in ${folder}, inside the checkout, where \`git clean -fdx\` removes it. Without the state, Pulumi no longer knows what it has created`,
            whileEmpty:
                `only the stack dev has its state here. Choose another place (${WHERE}) and create the stack there:\n` +
                `  pulumi stack rm ${stack} --yes --preserve-config\n` +
                `  export PULUMI_BACKEND_URL=...; unset PULUMI_CONFIG_PASSPHRASE\n` +
                `  pulumi stack init ${stack}        # before it, remove the line \`encryptionsalt\` from ${file}`,
            whenUsed: 'Move it: docs/stacks.md, "To move a state"',
        };
    }
    if (environment.PULUMI_CONFIG_PASSPHRASE === LOCAL_PASSPHRASE && hasPassphrase(path.join(project, file))) {
        return {
            what: `the secrets of stack ${stack} are encrypted with the passphrase \`${LOCAL_PASSPHRASE}\`, which is public (toolchain/env): it protects nothing`,
            whileEmpty:
                `take another: \`pulumi stack change-secrets-provider passphrase --stack ${stack}\` asks for it. ` +
                "Then `unset PULUMI_CONFIG_PASSPHRASE`, which `toolchain/env` has set for the stack dev",
            whenUsed: `Take another: \`pulumi stack change-secrets-provider passphrase --stack ${stack}\``,
        };
    }
    return undefined;
}

function isInside(folder: string, project: string): boolean {
    const relative = path.relative(real(project), real(folder));
    return relative === "" || !(relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

function real(folder: string): string {
    try {
        return fs.realpathSync(folder);
    } catch {
        return path.resolve(folder);
    }
}

/** Whether the stack's secrets are encrypted with a passphrase, and not with a key of a cloud. */
function hasPassphrase(file: string): boolean {
    let text: string;
    try {
        text = fs.readFileSync(file, "utf8");
    } catch {
        return false;
    }
    const provider = /^secretsprovider:\s*(\S+)/m.exec(text)?.[1];
    return /^encryptionsalt:/m.test(text) && (provider === undefined || provider === "passphrase");
}
