import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import type { ExitCode } from "../../../operations/cli/commandError";
import type { Terminal } from "../../../operations/cli/terminal";
import { main, ORG_FEATURES, type OrgFeatures } from "../../../operations/main";

/** The output and the exit code of a run of `org`. */
export interface OrgRun {
    readonly code: ExitCode;
    readonly out: string;
    readonly error: string;
    /** The questions that it asked. */
    readonly questions: readonly string[];
}

/**
 * Runs `org` in a folder. A person answers every question with `answer`; without it there is nobody to ask.
 *
 * @param orgFeatures capabilities of the test's own.
 */
export async function org(
    folder: string,
    args: readonly string[],
    answer?: string,
    orgFeatures: OrgFeatures = ORG_FEATURES,
): Promise<OrgRun> {
    const out: string[] = [];
    const error: string[] = [];
    const questions: string[] = [];
    const terminal: Terminal = {
        out: (text) => out.push(text),
        error: (text) => error.push(text),
        ...(answer !== undefined && {
            ask: (question: string) => {
                questions.push(question);
                return Promise.resolve(answer);
            },
        }),
    };
    const before = process.cwd();
    process.chdir(folder);
    try {
        const code = await main(args, terminal, orgFeatures);
        return { code, out: out.join("\n"), error: error.join("\n"), questions };
    } finally {
        process.chdir(before);
    }
}

/**
 * The settings of a stack on a local AWS, which `--yes` accepts.
 *
 * @param services the services that the local AWS answers for.
 */
export function stackConfig(url: string, services: readonly string[] = ["organizations", "sts"]): object {
    return {
        "aws:accessKey": "test",
        "aws:secretKey": "test",
        "aws:allowedAccountIds": ["123456789012"],
        "aws:endpoints": [Object.fromEntries(services.map((service) => [service, url]))],
    };
}

/** Settings of a stack that `--yes` accepts. Every call to AWS is refused at once, whatever credentials the machine has. */
const NOWHERE = { ...stackConfig("http://127.0.0.1:1"), "aws:maxRetries": "0" };

/** Makes a temporary folder with a stack `test` and its definition. There is no AWS behind it. */
export async function inStack<T>(
    definition: Readonly<Record<string, string>>,
    use: (folder: string) => Promise<T>,
): Promise<T> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "org-"));
    try {
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config: NOWHERE }));
        for (const [name, text] of Object.entries(definition)) {
            const file = path.join(folder, "organizations", "test", name);
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, text);
        }
        return await use(folder);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

/** The text of a file of that definition. */
export function read(folder: string, name = "organization.yaml"): string {
    return fs.readFileSync(path.join(folder, "organizations", "test", name), "utf8");
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
    return new Promise((resolve) => {
        const server = net.createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address() as net.AddressInfo;
            server.close(() => resolve(port));
        });
    });
}
