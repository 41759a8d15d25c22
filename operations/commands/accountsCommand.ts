import type { AccountModel } from "../../definition";
import { list } from "../../limits/messageText";
import { textValue, type ReadCommand, type CommandValues } from "../cli/orgCommand";
import type { CommandContext } from "../cli/commandContext";
import { StackRunner } from "../cli/stackRunner";
import { existingResources } from "../cli/exportedState";
import { table } from "../cli/table";
import { hasTags, isInUnit, TAG_OPTION, UNIT_OPTION, wantedTags, wantedUnit } from "./accountFilter";

const STATES = ["active", "invited", "quarantined", "closing", "leaving"] as const;
const KINDS = ["plain", "sandbox", "workloads", "security"] as const;

export const accounts: ReadCommand = {
    name: "accounts",
    summary: "List the accounts of the definition",
    description:
        "Lists the accounts of the definition with everything they inherit, and the ids that the definition names. It does not ask AWS: an account shown as `invited` may have joined since (`org tree` shows that). " +
        "With --ids the other ids come from the stack's state, which Pulumi reads. An account that does not exist yet has none.",
    options: [
        UNIT_OPTION,
        TAG_OPTION,
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
    const [state, kind] = [textValue(values, "state"), textValue(values, "kind")];
    const unit = wantedUnit(context, values);
    const tags = wantedTags(context, values);
    return context.model.accounts.filter(
        (account) =>
            (unit === undefined || isInUnit(account.unit, unit)) &&
            (state === undefined || stateOf(account) === state) &&
            (kind === undefined || account.kind === kind) &&
            hasTags(new Map(Object.entries(account.tags)), tags),
    );
}

async function idsInState(context: CommandContext): Promise<ReadonlyMap<string, string>> {
    const runner = await StackRunner.open(context);
    const { accounts: known } = existingResources(await runner.exportState());
    return new Map([...known].map(([key, { id }]) => [key, id]));
}
