import { CommandError, EXIT } from "../cli/commandError";
import type { CommandOutcome } from "../cli/orgCommand";
import type { CommandContext } from "../cli/commandContext";
import type { DefinitionDraft } from "./definitionDraft";
import { EngineLog } from "../cli/engineLog";
import { StackRunner } from "../cli/stackRunner";
import { refusedByPack, shortPreview } from "./shortPreview";

/** The option of the commands that write the definition and then show what `up` would do. */
export const NO_PREVIEW: readonly [string, string] = [
    "--no-preview",
    "write the definition, and do not ask Pulumi what `up` would do",
];

/** The command line that runs `up` for the stack. */
export function upCommand({ stack }: CommandContext): string {
    return stack === "dev" ? "make up" : `make up STACK=${stack}`;
}

/**
 * Writes an edit of the definition and shows what the next `up` does. If the preview fails, the edit stays, and the message names
 * the place to correct.
 *
 * @param settle what has to be done before the preview, after the definition is written.
 * @param refresh whether the preview reads AWS anew. Otherwise it compares with the state. It shows one line for each resource then: the properties of
 * all that a refresh touches are thousands of lines, and the plan has said what the definition gets.
 * @param done says in a sentence what has been written.
 * @param next what to do after the preview.
 */
export async function writeAndPreview(
    context: CommandContext,
    draft: DefinitionDraft,
    {
        preview,
        refresh = false,
        settle,
        done,
        next,
        json,
    }: {
        preview: boolean;
        refresh?: boolean;
        settle?: () => Promise<void>;
        done: string;
        next: string;
        json: Record<string, unknown>;
    },
    progress: (line: string) => void,
): Promise<CommandOutcome> {
    const changes = draft.describe();
    draft.write();
    context.forgetModel();
    const written = { ...json, written: draft.changed, changes };
    try {
        await settle?.();
    } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        return { text: `${done}\n\n${error.message}`, json: { ...written, error: error.message }, code: EXIT.failed };
    }
    if (!preview) return { text: `${done}\n${next}`, json: written };
    progress(`${done} Asking Pulumi what \`up\` would do ...`);
    const log = new EngineLog();
    try {
        const runner = await StackRunner.open(context);
        const run = await runner.preview({ refresh, diff: !refresh, onEvent: log.onEvent });
        const text = refresh ? shortPreview(run.text, context.stack) : run.text;
        return { text: `${text}\n\n${done}\n${next}`, json: { ...written, preview: { changes: run.changes, text } } };
    } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        const refused = refusedByPack(log.findings, context);
        const said =
            refresh && refused !== ""
                ? [...log.errors.filter((one) => one !== "preview failed"), refused]
                : [error.message, refused];
        return {
            text:
                `${said.filter(Boolean).join("\n\n")}\n\n${done} The preview was refused or failed; nothing was done in AWS. ` +
                `Correct the definition, or undo the change: git restore -p ${draft.changed.join(" ")}`,
            json: { ...written, preview: { error: error.message } },
            code: EXIT.failed,
        };
    }
}
