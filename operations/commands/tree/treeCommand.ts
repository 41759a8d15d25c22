import { formatCount } from "../../../limits";
import { list } from "../../../limits/messageText";
import type { TreeDocument } from "../../../pages/data/treeDocument";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type CommandOutcome, type CommandValues, type ReadCommand } from "../../cli/orgCommand";
import { TAG_OPTION, UNIT_OPTION, wantedTags, wantedUnit } from "../accountFilter";
import { readTree } from "./document/readTree";
import { withSpend } from "./document/treeSpend";
import type { SpendReader } from "./feature";
import { changedNodes, chosenNodes, type TreeChoice } from "./show/chosenNodes";
import { SpendCells } from "./show/spendCells";
import { MERMAID_LIMITS, treeMermaid } from "./show/treeMermaid";
import { treeText } from "./show/treeText";
import { wantedPageFile, writtenPage } from "./treePageFile";

const STATES = ["active", "new", "invited", "quarantined", "closing", "leaving"] as const;

const TREE: Omit<ReadCommand, "run"> = {
    name: "tree",
    summary: "Show the organisation as a tree, or what has changed in it since another commit",
    description:
        "Shows the units and accounts of the definition as a tree, with AWS's ids, e-mails, what is special about an account, and how many guardrails bind it. AWS is not asked, except with --spend. " +
        "The ids come from the stack's state, which Pulumi reads; without Pulumi, credentials or a state, the tree is shown without them. " +
        "`new` is what the definition has and the state has not: the next `up` creates it. In an organisation with more than 100 accounts, units with many show their number.\n\n" +
        "With --compare, shows what is different from the definition of another commit, which git reads without touching the checkout: " +
        "+ added, - removed, > moved, ~ renamed or changed. It does not say what `up` would do: `org effect` and a preview compare with the state.\n\n" +
        "--json prints everything that is known of each node: its tags, guardrails, effective policies, people, budgets and baseline, each with its line in the definition.\n\n" +
        "--spend asks what `org costs` asks: Cost Explorer, or the definition's export, which costs nothing. An answer is kept for the day. A unit costs what the accounts in it and below it do.",
    options: [
        UNIT_OPTION,
        TAG_OPTION,
        ["--state <state>", `only accounts in this state: ${list(STATES)}`, undefined, STATES],
        ["--guardrails", "name the guardrails that are attached to each node, instead of counting them"],
        ["--all", "list every account of a large organisation; with --compare, also what has not changed"],
        ["--compare <commit>", "compare with the definition at this commit, branch or tag"],
        ["--mermaid", "print the source of a Mermaid diagram, for Markdown"],
        [
            "--html <file>",
            "write a page to unfold, search and filter, with everything that is known of each node, which needs no server. It holds names: treat it as confidential",
        ],
        [
            "--spend",
            "what each account cost last month and this month so far, beside its budget: one request to Cost Explorer, which AWS bills with 0.01 USD",
        ],
        ["--no-ids", "do not read the stack's state: quicker, and without AWS's ids"],
    ],
    examples: [
        "org tree",
        "org tree --unit Workloads --guardrails",
        "org tree --tag Team=shop --no-ids",
        "org tree --compare main",
        "org tree --mermaid --no-ids",
        "org tree --html organization.html",
        "org tree --spend --html organization.html",
        "org tree --stack prod --json",
    ],
};

/** @param readSpend what accounts cost, for --spend. */
export function treeCommand(readSpend: SpendReader): ReadCommand {
    return { ...TREE, run: (context, values) => run(context, values, readSpend) };
}

async function run(context: CommandContext, values: CommandValues, readSpend: SpendReader): Promise<CommandOutcome> {
    checkTogether(values);
    const isFull = values.all === true;
    const ref = textValue(values, "compare");
    const choice = treeChoice(context, values);
    const page = wantedPageFile(values);
    const read = await readTree(context, { ref, hasIds: values.ids !== false });
    // The last question: AWS bills it.
    const document = values.spend === true ? withSpend(read, await readSpend(context)) : read;
    const chosen = chosenNodes(document, choice);
    const shown = ref === undefined || isFull ? chosen : changedNodes(chosen);
    const text =
        values.mermaid === true
            ? mermaidText(shown, isFull)
            : treeText(shown, document, {
                  isFull,
                  hasGuardrails: values.guardrails === true,
                  spend: new SpendCells(chosen),
                  columns: context.columns,
              });
    return {
        text: [text, ...(page === undefined ? [] : [writtenPage(page, chosen)])].join("\n\n"),
        json: chosen,
    };
}

/** @throws CommandError for options that exclude each other. */
function checkTogether({ mermaid, json, spend }: CommandValues): void {
    if (mermaid !== true) return;
    if (json === true) {
        throw new CommandError(
            "--mermaid prints the source of a diagram, and --json JSON: give one of them",
            EXIT.usage,
        );
    }
    if (spend === true) {
        throw new CommandError("a Mermaid diagram shows no costs: give --mermaid or --spend", EXIT.usage);
    }
}

function treeChoice(context: CommandContext, values: CommandValues): TreeChoice {
    const [unit, state] = [wantedUnit(context, values), textValue(values, "state")];
    return {
        ...(unit !== undefined && { unit }),
        tags: wantedTags(context, values),
        ...(state !== undefined && { state }),
    };
}

/** @throws CommandError for a tree that no page draws. */
function mermaidText(document: TreeDocument, isFull: boolean): string {
    const { text, edges } = treeMermaid(document, isFull);
    const limits = [
        [edges, MERMAID_LIMITS.edges, "lines between boxes"],
        [text.length, MERMAID_LIMITS.characters, "characters"],
    ] as const;
    for (const [count, most, what] of limits) {
        if (count <= most) continue;
        throw new CommandError(
            `Mermaid draws at most ${formatCount(most)} ${what}, and this tree has ${formatCount(count)}. ` +
                `Show a part of it with --unit, --tag or --state${isFull ? ", or leave out --all" : ""}`,
            EXIT.usage,
        );
    }
    return text;
}
