import { ROOT_UNIT, type AccountModel } from "../../definition";
import { didYouMean, list } from "../../limits/messageText";
import { CommandError, EXIT } from "../cli/commandError";
import { textValue, textValues, type ReadCommand, type CommandValues } from "../cli/orgCommand";
import type { CommandContext } from "../cli/commandContext";
import { StackRunner } from "../cli/stackRunner";
import { existingResources } from "../cli/exportedState";
import { table } from "../cli/table";

const STATES = ["active", "invited", "quarantined", "closing", "leaving"] as const;
const KINDS = ["plain", "sandbox", "workloads", "security"] as const;

export const accounts: ReadCommand = {
    name: "accounts",
    summary: "List the accounts of the definition",
    description:
        "Lists the accounts of the definition with everything they inherit, and the ids that the definition names. It does not ask AWS: an account shown as `invited` may have joined since (`make tree` shows that). " +
        "With --ids the other ids come from the stack's state, which Pulumi reads. An account that does not exist yet has none.",
    options: [
        ["--unit <unit>", "only accounts in this unit and below it; `/`: only those in the root and in no unit"],
        [
            "--tag <key=value...>",
            "only accounts with this tag; `key` alone accepts any value. Several tags: accounts that have all of them",
        ],
        ["--state <state>", `only accounts in this state: ${list(STATES)}`, undefined, STATES],
        ["--kind <kind>", `only accounts in units of this kind: ${list(KINDS)}`, undefined, KINDS],
        ["--ids", "also read ids from the stack's state; needs Pulumi and access to the state"],
    ],
    examples: [
        "org accounts",
        "org accounts --unit Workloads --json",
        "org accounts --kind sandbox --tag Team=shop",
        "org accounts --ids --state closing",
    ],
    async run(context, values) {
        const shown = filtered(context, values);
        const ids = values.ids === true ? await idsInState(context) : new Map<string, string>();
        const rows = shown.map((account) => ({ ...account, id: ids.get(account.key) ?? account.id }));
        return {
            text:
                rows.length === 0 && context.model.accounts.length > 0
                    ? `None of the ${context.model.accounts.length} accounts of ${context.settings.definition} matches.`
                    : table(
                          ["ACCOUNT", "ID", "UNIT", "STATE", "E-MAIL", "OWNER", "EXPIRES"],
                          rows.map((account) => [
                              account.key,
                              account.id ?? "",
                              account.unit,
                              stateOf(account),
                              account.email,
                              account.owner ?? "",
                              account.expires ?? "",
                          ]),
                          context.columns,
                      ),
            json: rows.map(({ place: _place, path: _path, ...account }) => ({
                ...account,
                ...context.model.features.accountValues(account.key),
            })),
        };
    },
};

function stateOf({ state, invite }: AccountModel): string {
    return invite && state === "active" ? "invited" : state;
}

function filtered(context: CommandContext, values: CommandValues): AccountModel[] {
    const [named, state, kind] = [textValue(values, "unit"), textValue(values, "state"), textValue(values, "kind")];
    const unit = named === undefined || named === ROOT_UNIT ? named : context.unit(named);
    requireTags(context, textValues(values, "tag"));
    const wanted = textValues(values, "tag").map((tag) => /^([^=]+)(?:=(.*))?$/s.exec(tag) ?? []);
    return context.model.accounts.filter(
        (account) =>
            (unit === undefined || account.unit === unit || `${account.unit}/`.startsWith(`${unit}/`)) &&
            (state === undefined || stateOf(account) === state) &&
            (kind === undefined || account.kind === kind) &&
            wanted.every(([, key = "", value]) => {
                const has = Object.hasOwn(account.tags, key) ? account.tags[key] : undefined;
                return value === undefined ? has !== undefined : has === value;
            }),
    );
}

/** @throws CommandError if no account has a tag of that name. A misspelt name would find nothing and not say why. */
function requireTags({ model }: CommandContext, tags: readonly string[]): void {
    const known = [...new Set(model.accounts.flatMap((account) => Object.keys(account.tags)))].sort();
    for (const tag of tags) {
        const key = tag.split("=", 1)[0] ?? "";
        if (key === "") throw new CommandError(`--tag ${tag}: give a key, or a key and a value: Team=shop`, EXIT.usage);
        if (known.includes(key)) continue;
        throw new CommandError(
            `--tag ${tag}: no account has a tag ${JSON.stringify(key)}.${didYouMean(key, known)} There are ${list(known)}.`,
            EXIT.usage,
        );
    }
}

async function idsInState(context: CommandContext): Promise<ReadonlyMap<string, string>> {
    const runner = await StackRunner.open(context);
    const { accounts: known } = existingResources(await runner.exportState());
    return new Map([...known].map(([key, { id }]) => [key, id]));
}
