import { DefinitionError } from "../../../../definition";
import { CommandError, EXIT } from "../../../cli/commandError";
import { shellWord } from "../../../cli/shellText";
import { keysFor } from "../../adopt/write/chosenKeys";
import type { DriftItem } from "../driftItem";
import { driftItemId } from "../driftItemId";
import { undoAdvice } from "../undo/undoAdvice";

/** Items of which each is tried alone, to find those that the definition refuses. It is read once for each. */
const MOST_TRIED = 40;

/**
 * Takes items over, and says for those that the definition refuses what else can be done. AWS has names that the definition does not allow:
 * another program may have checked them less, and an account that was invited has the name that its owner gave it.
 *
 * @param takeOver edits a draft of its own for the given items.
 * @param stack the name of the stack, for commands.
 * @throws CommandError with the mistakes and the ways out.
 */
export function takenOverOrRefused<Taken>(
    items: readonly DriftItem[],
    takeOver: (some: readonly DriftItem[]) => Taken,
    stack: string,
): Taken {
    try {
        return takeOver(items);
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        const refused =
            items.length === 1 ? items : items.slice(0, MOST_TRIED).filter((item) => isRefused(item, takeOver));
        const others = items.filter((item) => !refused.includes(item));
        const rest =
            refused.length === 0 || others.length === 0
                ? []
                : [
                      `The others can be taken over: org take-over ${others.map(driftItemId).join(" ")} --stack ${shellWord(stack)}`,
                  ];
        const ways = (refused.length === 0 ? items : refused).map((item) => `${item.text}\n    ${wayOut(item, stack)}`);
        throw new CommandError(
            [error.message.trimEnd(), "Nothing was written. What else can be done:", ...ways, ...rest].join("\n\n"),
            EXIT.refused,
        );
    }
}

function isRefused(item: DriftItem, takeOver: (some: readonly DriftItem[]) => unknown): boolean {
    try {
        takeOver([item]);
        return false;
    } catch (error) {
        return error instanceof DefinitionError;
    }
}

/** What made by hand can be renamed in AWS; what was changed can be undone. */
function wayOut(item: DriftItem, stack: string): string {
    const { subject } = item;
    const rename = (...command: string[]): string =>
        `Give it a name in AWS that the definition allows, and run \`org drift\` again: ${command.map(shellWord).join(" ")}`;
    const plainName = (name: string, what: string): string =>
        keysFor([{ id: subject.id, name }], what).get(subject.id) ?? what;
    switch (item.kind) {
        case "account-made":
            return rename(
                ...["aws", "account", "put-account-name", "--account-id", subject.id],
                ...["--account-name", plainName(item.is.name, "account").slice(0, 50)],
            );
        case "unit-made":
            return rename(
                ...["aws", "organizations", "update-organizational-unit", "--organizational-unit-id", subject.id],
                ...["--name", plainName(item.is.name, "Unit")],
            );
        case "policy-made":
            return rename(
                ...["aws", "organizations", "update-policy", "--policy-id", subject.id],
                ...["--name", plainName(item.is.name, "policy")],
            );
        case "account-closed":
        case "account-removed":
            return "The definition names the account elsewhere, as the mistakes above say. Take it out there first, and then run this again.";
        default: {
            const { by, text, command } = undoAdvice(item, stack);
            if (by === "never") return `It cannot be undone by \`up\`: ${text}.`;
            return `${by === "up" ? "Undo it" : "Undo it by hand"}: ${text}${command === undefined ? "" : `. ${command}`}`;
        }
    }
}
