import type { AccountModel } from "../../definition";
import type { ChangeWords, ResourceChange, ReviewedChange, WeighedRisk } from "../../definition/feature";
import { countOf, listSome, quoted, visible } from "../../limits";
import { lossByMove } from "../review";
import type { ChangeContext } from "./changeContext";
import { changedTags } from "./changedTags";
import { CORE } from "../state";

type Words = Omit<ChangeWords, "subject" | "resources" | "path" | "details"> &
    WeighedRisk & { readonly details?: readonly string[] };

/** What happens to accounts: each is created, moved, renamed, closed, ... in a sentence. */
export function accountChanges(changes: readonly ResourceChange[], context: ChangeContext): readonly ReviewedChange[] {
    const ofResources = changes
        .filter(({ type }) => type === CORE.account)
        .flatMap((change) => {
            const account = context.accounts.get(change.name);
            return wordsOn(change, account, context).map(({ details = [], ...words }): ReviewedChange => ({
                ...words,
                subject: "accounts",
                details,
                resources: [change.urn],
                ...(account && { path: account.path }),
            }));
        });
    return [...ofResources, ...leavingChanges(context)];
}

/** An account that may leave changes in nothing but Pulumi's protection, which no list of resources shows. */
function leavingChanges({ model, existing }: ChangeContext): readonly ReviewedChange[] {
    return model.accounts.flatMap(({ key, state, path }): readonly ReviewedChange[] => {
        const had = existing.accounts.get(key);
        if (!had || state === "closing" || (state === "leaving") === (had.leaving === true)) return [];
        const common = { subject: "accounts" as const, details: [], resources: [], path };
        const name = `Account ${visible(key)}`;
        return [
            state === "leaving"
                ? {
                      ...common,
                      kind: "account-leaving",
                      risk: "attention",
                      text: `${name} is to leave the organisation: nothing protects it any more. It leaves, open, when a later change removes it from the definition.`,
                  }
                : {
                      ...common,
                      kind: "account-stays",
                      risk: "routine",
                      text: `${name} is no longer to leave the organisation.`,
                  },
        ];
    });
}

function wordsOn(change: ResourceChange, account: AccountModel | undefined, context: ChangeContext): readonly Words[] {
    const name = `Account ${visible(change.name)}`;
    const where = account ? context.nodeName(account.unit) : "";
    switch (change.operation) {
        case "create":
            return [
                {
                    kind: "account-created",
                    risk: "routine",
                    text: `${name} is created in ${where}, with the e-mail ${visible(account?.email ?? "")}.`,
                    details: [
                        `Its name in AWS is ${quoted(account?.name ?? "")}, and its access role ${quoted(account?.roleName ?? "")}.`,
                        "It can be closed later, and not undone: AWS never gives its number and e-mail free again.",
                    ],
                },
            ];
        case "import":
            return [
                {
                    kind: "account-taken-over",
                    risk: "routine",
                    text: `${name}, which AWS has already, is taken over in ${where}.`,
                },
            ];
        case "replace":
            return [
                {
                    kind: "account-replaced",
                    risk: "danger",
                    acknowledgedBy: "acknowledge.replacement",
                    isIrreversible: true,
                    text: `${name} is replaced: the account leaves the organisation, and a new, empty one takes its place.`,
                    details: change.properties.map((one) => replacingText(one, change)),
                },
            ];
        case "delete":
        case "forget":
            return [endOf(name, change, context)];
        case "update":
            return updatesOf(name, change, account, context);
    }
}

/** Nothing of an account but its e-mail replaces it today. */
function replacingText(property: string, { before, after }: ResourceChange): string {
    const [old, now] = [before?.[property], after?.[property]];
    const name = property === "email" ? "e-mail" : visible(property);
    return typeof old === "string" && typeof now === "string"
        ? `Its ${name} becomes ${quoted(now)} instead of ${quoted(old)}.`
        : `Its ${name} changes.`;
}

function endOf(name: string, { name: key }: ResourceChange, { existing }: ChangeContext): Words {
    const before = existing.accounts.get(key);
    if (before?.closing === true)
        return {
            kind: "account-closed",
            risk: "danger",
            acknowledgedBy: "state: closing",
            isIrreversible: true,
            text: `${name} (${before.id}) is closed. AWS stops everything in it, and deletes it after 90 days.`,
            details: ["Until then, AWS Support can open it again."],
        };
    return {
        kind: "account-leaves",
        risk: "danger",
        acknowledgedBy: "acknowledge.leaving",
        isIrreversible: true,
        text: `${name}${before ? ` (${before.id})` : ""} leaves the organisation, open, with everything in it. No guardrail binds it any more.`,
        details: ["It pays for itself from then on."],
    };
}

function updatesOf(
    name: string,
    { before = {}, after = {}, properties }: ResourceChange,
    account: AccountModel | undefined,
    { model, existing, nodeName, nodeById }: ChangeContext,
): readonly Words[] {
    const words: Words[] = [];
    const had = account && existing.accounts.get(account.key);
    if (properties.includes("parentId")) {
        const loss = account && had && lossByMove(account, had, model, existing);
        const lost = loss?.lost ?? [];
        const begun = (loss?.has ?? []).filter((key) => !loss?.had.includes(key));
        const losing = lost.length > 0 ? `, and loses ${countOf(lost.length, "guardrail")}, as is acknowledged` : "";
        const from = typeof before.parentId === "string" ? nodeById(before.parentId) : "another unit";
        words.push({
            kind: "account-moved",
            ...(lost.length > 0 ? { risk: "danger", acknowledgedBy: "acknowledge.loses" } : { risk: "attention" }),
            text: `${name} moves from ${from} to ${account ? nodeName(account.unit) : "another unit"}${losing}.`,
            details: [
                ...(lost.length > 0 ? [`It loses ${listSome([...lost])}.`] : []),
                ...(begun.length > 0 ? [`It gets ${listSome(begun)}.`] : []),
            ],
        });
    }
    if (properties.includes("name"))
        words.push({
            kind: "account-renamed",
            risk: "routine",
            text: `${name} gets another name in AWS: ${quoted(String(after.name))} instead of ${quoted(String(before.name))}.`,
        });
    if (properties.includes("tags"))
        words.push({
            kind: "account-tagged",
            risk: "routine",
            text: `${name} gets other tags.`,
            details: changedTags(before, after),
        });
    if (properties.includes("closeOnDeletion") && account) {
        words.push(
            account.state === "closing"
                ? {
                      kind: "account-closing",
                      risk: "attention",
                      text: `${name} is to be closed: nothing protects it any more. It is closed when a later change removes it from the definition.`,
                  }
                : {
                      kind: had?.closing === true ? "account-kept" : "account-protected",
                      risk: "routine",
                      text: `${name} is no longer to be closed.`,
                  },
        );
    }
    const others = properties.filter((one) => !["parentId", "name", "tags", "closeOnDeletion"].includes(one));
    if (others.length > 0)
        words.push({ kind: "account-changed", risk: "attention", text: `${name} changes: ${others.join(", ")}.` });
    return words;
}
