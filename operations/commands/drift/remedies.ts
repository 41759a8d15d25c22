import type { CommandContext } from "../../cli/commandContext";
import { DefinitionDraft } from "../../edit/definitionDraft";
import { readAuthors } from "./author/readAuthors";
import { authorSentence } from "./author/authorText";
import type { ChangeAuthor } from "./author/foundAuthors";
import type { DriftItem } from "./driftItem";
import { driftItemId } from "./driftItemId";
import type { DriftEntry, DriftReport } from "./report/driftReport";
import type { DriftSentence } from "./report/driftSentence";
import type { FeatureDrift } from "./feature";
import { takeOverFacts } from "./takeOver/takeOverFacts";
import { takeOverOf } from "./takeOver/takeOverPlan";
import { undoAdvice, type UndoAdvice } from "./undo/undoAdvice";

/** Who made a change, and both ways out of it. */
export interface DriftRemedies {
    /** Names the item on the command line. */
    readonly id: string;
    readonly author: ChangeAuthor;
    readonly undo: UndoAdvice;
    /** How the definition comes to say it: the command, or what a person has to write. */
    readonly takeOver: { readonly command: string } | { readonly byHand: string };
}

/** An item with its remedies, as `org drift --json` prints it. */
export type RemediedItem = DriftItem & DriftRemedies;

/** Adds to each entry who made the change and what to do about it. Asks CloudTrail; what it does not answer is said. */
export async function withRemedies(
    context: CommandContext,
    report: DriftReport,
    drifts: readonly FeatureDrift[],
): Promise<DriftReport & { readonly items: readonly RemediedItem[] }> {
    const { clients, settings, model, features, stack } = context;
    const found = report.entries.map(({ item }) => item);
    const authors = await readAuthors(clients, settings.aws.endpoints, found);
    const draft = new DefinitionDraft(settings.definition, features);
    const on = { draft, model, tags: new Map(), ...(await takeOverFacts(context)) };
    const items = found.map((item, index): RemediedItem => {
        const id = driftItemId(item);
        const takeOver = takeOverOf(item, on, drifts);
        return {
            ...item,
            id,
            author: authors[index] ?? { kind: "forgotten" },
            undo: undoAdvice(item, stack),
            takeOver:
                "byHand" in takeOver
                    ? { byHand: takeOver.byHand }
                    : { command: `org take-over ${id} --stack ${stack}` },
        };
    });
    return { ...report, entries: report.entries.map((entry, index) => remediedEntry(entry, items[index])), items };
}

/** An entry that also says who made the change, and what to do about it. */
export function remediedEntry({ item, sentences }: DriftEntry, remedied: RemediedItem | undefined): DriftEntry {
    return { item, sentences: [...sentences, ...(remedied ? remedySentences(remedied) : [])] };
}

function remedySentences({ author, undo, takeOver }: RemediedItem): readonly DriftSentence[] {
    const words = { up: "`up --refresh` undoes it: ", "by-hand": "To undo it: ", never: "Not undone: " };
    const end: DriftSentence =
        undo.by === "by-hand" && undo.command !== undefined ? [": ", { outside: undo.command }] : ["."];
    return [
        authorSentence(author),
        [words[undo.by], { message: undo.text }, ...end],
        "byHand" in takeOver
            ? ["To keep it: ", { message: takeOver.byHand }, "."]
            : ["To keep it: ", { outside: takeOver.command }],
    ];
}
