import { tagsOf } from "../../../../aws/organization";
import type { DefinitionModel } from "../../../../definition";
import { effectiveGuardrails } from "../../../../definition/bindingPolicies";
import { quoted } from "../../../../limits";
import { listSome } from "../../../../limits/messageText";
import type { CommandContext } from "../../../cli/commandContext";
import { CommandError, EXIT } from "../../../cli/commandError";
import { shellWord } from "../../../cli/shellText";
import { textValue, textValues, type ChangeCommand, type ChangePlan } from "../../../cli/orgCommand";
import { DefinitionDraft, type FileChoice } from "../../../edit/definitionDraft";
import { NO_PREVIEW, writeAndPreview } from "../../../edit/previewedEdit";
import { findDrift } from "../driftCommand";
import type { DriftItem } from "../driftItem";
import { driftItemId } from "../driftItemId";
import type { FeatureDrift } from "../feature";
import { isRefreshed, refreshAccounts, refreshCommand } from "./refreshedAccounts";
import { takeOverFacts } from "./takeOverFacts";
import { takeOverAll } from "./takeOverPlan";
import { takenOverOrRefused } from "./waysOut";

/** @param drifts what `org drift` compares of the features. */
export function takeOverCommand(drifts: readonly FeatureDrift[]): ChangeCommand {
    return {
        name: "take-over",
        summary: "Write what was changed by hand in AWS into the definition",
        description:
            "Edits the definition so that it says what AWS has: for items that `org drift` lists, by their ids. It compares AWS with the state again first. An id is another one as soon as AWS has something else, so only what you have read is taken over.\n\n" +
            "Comments and everything else stay as they are. It shows each changed line, asks, writes, and shows what `up` would still do, with AWS's values read anew. If the definition would have mistakes, or something else in it would still say otherwise, nothing is written. " +
            "What only a person can write is said, and then nothing is written either. It does not change AWS.",
        arguments: [["<item...>", "ids of items, as `org drift` prints them"]],
        options: [["--into <file>", "the file of the definition for what is new, where several fit"], NO_PREVIEW],
        examples: ["org take-over 3f2a9c1e --dry-run", "org take-over 3f2a9c1e 0b7d4e55 --stack prod --yes"],
        async plan(context, values) {
            const { model, settings, features } = context;
            const { entries } = await findDrift(context, drifts);
            const items = itemsNamed(
                textValues(values, "item"),
                entries.map(({ item }) => item),
            );
            const into = textValue(values, "into");
            const facts = {
                ...{ before: model, tags: await tagsOfMade(context, items) },
                ...(await takeOverFacts(context)),
            };
            const { draft, after } = takenOverOrRefused(
                items,
                (some) => {
                    const draft = new DefinitionDraft(settings.definition, features, into);
                    if (into !== undefined) requireFile(into, draft.files);
                    return { draft, after: takeOverAll(some, { ...facts, draft }, drifts) };
                },
                context.stack,
            );
            return editPlan(context, draft, items, {
                preview: values.preview !== false,
                warnings: [
                    ...draft.choices.map(choiceText),
                    ...consequences(model, after, items),
                    ...unusedPolicies(model, after, items),
                ],
            });
        },
    };
}

function editPlan(
    context: CommandContext,
    draft: DefinitionDraft,
    items: readonly DriftItem[],
    { preview, warnings }: { readonly preview: boolean; readonly warnings: readonly string[] },
): ChangePlan {
    const changes = draft.numberedChanges();
    const json = { items: items.map((item) => ({ ...item, id: driftItemId(item) })) };
    const refreshed = items.filter(isRefreshed);
    const done =
        draft.changed.length === 0
            ? "The definition says already what AWS has."
            : `The definition says what AWS has (${draft.changed.join(", ")}).`;
    const next = `Commit it. Then \`pulumi up --stack ${context.stack} --refresh\` writes AWS's values into the state`;
    return {
        details: items.map(({ text }) => text).join("\n"),
        steps: [
            ...changes.map((change) => `writes ${change}`),
            ...(refreshed.length === 0
                ? []
                : [
                      `reads AWS into the stack's state, which changes nothing in AWS: ${refreshCommand(context, refreshed)}`,
                  ]),
            ...(preview ? ["shows the preview"] : []),
        ],
        warnings,
        confirm: context.stack,
        json: { ...json, writes: draft.changed, changes },
        execute(progress) {
            const settle = async (): Promise<void> => {
                progress(`${done} Reading AWS into the stack's state ...`);
                await refreshAccounts(context, refreshed);
            };
            const settled = refreshed.length > 0 && { settle };
            return writeAndPreview(context, draft, { preview, refresh: true, ...settled, done, next, json }, progress);
        },
    };
}

/** @throws CommandError unless the definition has the file. */
function requireFile(file: string, files: readonly string[]): void {
    if (files.includes(file)) return;
    throw new CommandError(
        `${quoted(file)} is no file of the definition. Its files are ${listSome(files)}`,
        EXIT.usage,
    );
}

function choiceText({ what, file, others }: FileChoice): string {
    return `${what} is written into ${file}. It could be written into ${listSome(others)} too: \`--into ${shellWord(others[0] ?? file)}\` does that`;
}

/** @throws CommandError for ids that no item has now. */
function itemsNamed(ids: readonly string[], items: readonly DriftItem[]): readonly DriftItem[] {
    const byId = new Map(items.map((item) => [driftItemId(item), item]));
    const unknown = ids.filter((id) => !byId.has(id));
    if (unknown.length > 0) {
        throw new CommandError(
            `org drift lists no item ${listSome(unknown)} now: AWS has changed since, or the id is mistyped. It lists ${items.length === 0 ? "nothing" : listSome([...byId.keys()])}`,
            EXIT.usage,
        );
    }
    return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** What was made by hand comes with its tags. The next `up` would remove those that the definition does not have. */
async function tagsOfMade(
    { clients }: CommandContext,
    items: readonly DriftItem[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
    const made = items.filter(({ kind }) => kind === "account-made" || kind === "unit-made" || kind === "policy-made");
    const tags = new Map<string, Readonly<Record<string, string>>>();
    for (const { subject } of made) {
        const all = await tagsOf(clients.organizationCalls, subject.id);
        tags.set(subject.id, Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith("aws:"))));
    }
    return tags;
}

/** What an account gets from its new place in the definition: AWS has its policies already, and its tags come with the next `up`. */
function consequences(before: DefinitionModel, after: DefinitionModel, items: readonly DriftItem[]): string[] {
    return items.flatMap((item) => {
        if (item.kind !== "account-moved" && item.kind !== "account-made") return [];
        const key = item.kind === "account-moved" ? item.subject.key : undefined;
        const account = after.accounts.find((one) =>
            key === undefined ? one.id === item.subject.id : one.key === key,
        );
        if (!account) return [];
        const old = before.accounts.find((one) => one.key === account.key);
        const tags = Object.entries(account.tags).filter(([tag, value]) => old && old.tags[tag] !== value);
        const lost = old
            ? effectiveGuardrails(old, before).filter((one) => !effectiveGuardrails(account, after).includes(one))
            : [];
        return [
            ...(tags.length === 0
                ? []
                : [
                      `Account ${account.key} inherits other tags there, which the next \`up\` writes: ${listSome(tags.map(([tag, value]) => `${tag}: ${value}`))}`,
                  ]),
            ...(lost.length === 0 ? [] : [`Account ${account.key} stays without the guardrails ${listSome(lost)}`]),
            ...(old
                ? []
                : [
                      `The next \`up\` imports account ${account.key} (${item.subject.id}), and gives it the tags of its unit`,
                  ]),
        ];
    });
}

/** A guardrail of the library is a policy as long as something names it. */
function unusedPolicies(before: DefinitionModel, after: DefinitionModel, items: readonly DriftItem[]): string[] {
    const isLeft = (key: string): boolean => after.policies.some((one) => one.key === key);
    const isDeleted = (key: string): boolean =>
        items.some(({ kind, subject }) => kind === "policy-deleted" && subject.key === key);
    return before.policies
        .filter(({ key }) => !isLeft(key) && !isDeleted(key))
        .map(({ key }) => `Nothing names the guardrail ${key} any more: the next \`up\` deletes its policy`);
}
