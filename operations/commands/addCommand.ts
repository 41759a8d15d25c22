import { formatPlace, ROOT_UNIT } from "../../definition";
import { listSome } from "../../limits/messageText";
import type { CommandContext } from "../cli/commandContext";
import { CommandError, EXIT } from "../cli/commandError";
import { textValue, textValues, type ChangeCommand, type CommandValues } from "../cli/orgCommand";
import { addAccount } from "../edit/accountEdits";
import { DefinitionDraft, onlyAccount } from "../edit/definitionDraft";
import type { DefinitionValue } from "../edit/yamlValue";
import { NO_PREVIEW, upCommand, writeAndPreview } from "../edit/previewedEdit";

/** The options that become keys of the account unchanged. */
const KEYS = ["name", "email", "owner", "expires"] as const;

export const add: ChangeCommand = {
    name: "add",
    summary: "Write a new account into the definition, and show the preview",
    description:
        "Writes an account where a person would write it: beside the other accounts of its unit and team, in their style and order. " +
        "Comments and everything else stay as they are. Then it shows what `up` would do. It does not change AWS.",
    arguments: [["<account>", "the key of the new account. It identifies the account and never changes"]],
    options: [
        ["--unit <unit>", "the account's unit, as the keys that lead to it: Workloads/Production"],
        ["--tag <key=value...>", "tags in addition to the inherited ones"],
        ["--name <name>", "the account's name in AWS (default: the key)"],
        ["--email <email>", "the root user's e-mail (default: the inherited pattern)"],
        ["--owner <owner>", "who is responsible for the account"],
        ["--expires <date>", "the last day on which the account is needed: 2027-01-31"],
        NO_PREVIEW,
    ],
    examples: [
        "org add shop-test --unit Workloads/NonProduction --tag Team=shop",
        "org add playground-ada --unit Sandbox --owner ada@example.com --expires 2027-01-31 --stack dev --yes",
    ],
    plan(context, values) {
        const { model, settings } = context;
        const key = textValue(values, "account") ?? "";
        const unit = newPlace(key, context, values);
        const draft = new DefinitionDraft(settings.definition, context.features);
        addAccount(draft, model, { key, unit, properties: propertiesOf(values) });
        const { accounts, features } = draft.check(model, onlyAccount(model, key));
        const account = accounts.find((one) => one.key === key);
        if (!account) throw new CommandError(`account ${key} could not be added to ${settings.definition}`);
        const { name, email, tags } = account;
        const words = features.wordsOnAccount(account, { kind: "addition" });
        const json = {
            account: key,
            unit,
            name,
            email,
            tags,
            ...(words.length > 0 && { notes: words }),
            ...features.accountValues(key),
        };
        return Promise.resolve({
            steps: [
                ...draft.describe().map((change) => `writes ${change}`),
                ...(values.preview === false ? [] : ["shows the preview"]),
            ],
            warnings: [
                `Account ${key} will have the name ${JSON.stringify(name)} and the e-mail ${email}. AWS sends mail to that address: make sure that you receive it.`,
                ...words,
            ],
            confirm: key,
            about: { key },
            json: { ...json, writes: draft.changed, changes: draft.describe() },
            execute: (progress) =>
                writeAndPreview(
                    context,
                    draft,
                    {
                        preview: values.preview !== false,
                        done: `Account ${key} is in the definition (${draft.changed.join(", ")}).`,
                        next: `Commit it, or apply it here: ${upCommand(context)}`,
                        json,
                    },
                    progress,
                ),
        });
    },
};

/** The unit of the new account. @throws CommandError if the account cannot be there, is in the definition already, or has expired. */
function newPlace(key: string, context: CommandContext, values: CommandValues): string {
    const { model } = context;
    const named = textValue(values, "unit");
    if (named === undefined) {
        throw new CommandError(
            `name the account's unit with --unit. There are ${listSome(model.units.map((one) => one.key))}.`,
            EXIT.usage,
        );
    }
    if (named === ROOT_UNIT) {
        throw new CommandError(
            `a new account may not be in the root, where no unit's guardrails bind it: name its unit with --unit. There are ${listSome(model.units.map((one) => one.key))}.`,
            EXIT.usage,
        );
    }
    const unit = context.unit(named);
    const before = model.accounts.find((account) => account.key === key);
    if (before) {
        throw new CommandError(
            `account ${key} is in the definition already, at ${formatPlace(before.place)}, in unit ${before.unit}`,
            EXIT.usage,
        );
    }
    const expires = textValue(values, "expires");
    if (expires !== undefined && expires < new Date().toISOString().slice(0, 10)) {
        throw new CommandError(`--expires ${expires}: that day has passed. Name a later one`, EXIT.usage);
    }
    return unit;
}

function propertiesOf(values: CommandValues): Record<string, DefinitionValue> {
    const tags = Object.fromEntries(
        textValues(values, "tag").map((tag) => {
            const at = tag.indexOf("=");
            if (at > 0) return [tag.slice(0, at), tag.slice(at + 1)];
            throw new CommandError(`--tag ${tag}: give a key and a value, as in --tag Team=shop`, EXIT.usage);
        }),
    );
    const given = KEYS.flatMap((key) => {
        const value = textValue(values, key);
        return value === undefined ? [] : [[key, value] as const];
    });
    return { ...Object.fromEntries(given), ...(Object.keys(tags).length > 0 && { tags }) };
}
