import { isDeepStrictEqual } from "node:util";
import {
    inputText,
    operationKind,
    worstOf,
    type ExistingState,
    type ResourceChange,
    type ResourceInputs,
    type ReviewedChange,
    type WeighedRisk,
} from "../../../definition/feature";
import { countOf, list, listSome, visible } from "../../../limits";
import type { BaselineModel } from "../model";
import { openedParts } from "./openedRoles";
import {
    parametersOf,
    stacksOf,
    templateText,
    type BlockPart,
    type ReviewedStack,
    type ReviewedStacks,
} from "./reviewedStacks";
import { weakenedParts } from "./weakenedBlock";

/** The most accounts that a sentence names. */
const MOST_NAMES = 4;
/** The most that a detail names. */
const MOST_IN_DETAILS = 50;

/** What happens to a block: which accounts get and lose it, and in which it changes. Resource by resource, the effect of the change says it. */
export function reviewedBlock(change: ResourceChange, model: BaselineModel, state: ExistingState): ReviewedChange {
    const { name: key, operation, before, after, urn } = change;
    const block = model.blocks.find((one) => one.key === key);
    const [had, has] = [stacksOf(before), stacksOf(after)];
    const parts = [
        ...partsOf(change, [had, has], new Set(state.accounts.keys()), new Set(model.accounts.keys())),
        ...weakenedParts(change, block, [had, has]),
        ...openedParts(change, [had, has], state),
    ];
    const title = inputText(after ?? before, "description");
    return {
        kind: `block-${operationKind(operation)}`,
        subject: "baseline",
        ...worstOf(parts),
        text: `Baseline block ${visible(key)}${title === undefined || title === "" ? "" : ` (${visible(title)})`} ${list(parts.map(({ text }) => text))}.`,
        details: parts.flatMap(({ details }) => details),
        ...(block && { path: block.path }),
        resources: [urn],
    };
}

const ROUTINE: WeighedRisk = { risk: "routine" };
const ATTENTION: WeighedRisk = { risk: "attention" };

function partsOf(
    change: ResourceChange,
    [had, has]: readonly [ReviewedStacks, ReviewedStacks],
    inState: ReadonlySet<string>,
    defined: ReadonlySet<string>,
): readonly BlockPart[] {
    const { name: key, operation, before, after } = change;
    const keeps = before?.["keepsStacks"] === true;
    switch (operation) {
        case "create":
        case "import":
            return [placesPart("is new in", [...has.keys()], ROUTINE)];
        case "forget":
            return [placesPart("leaves the stack, and stays in", [...had.keys()], ATTENTION)];
        case "delete":
            return [endedPart("ends in", [...had.keys()], keeps, `end block ${key}`)];
        case "replace":
            return [endedPart("is taken away and set up anew in", [...had.keys()], false, `end block ${key}`)];
        case "update": {
            const gains = [...has.keys()].filter((account) => !had.has(account));
            const lost = [...had.keys()].filter((account) => !has.has(account));
            const loses = lost.filter((account) => defined.has(account));
            const gone = lost.filter((account) => !defined.has(account) && inState.has(account));
            const forgotten = lost.filter((account) => !defined.has(account) && !inState.has(account));
            const changed = [...has.keys()].filter((account) => isChanged(account, had, has, before, after));
            return withRest(change, [
                ...(gains.length > 0 ? [placesPart("comes into", gains, ROUTINE, inState)] : []),
                ...(loses.length > 0
                    ? [endedPart("leaves", loses, keeps, `end block ${key} in ${countOf(loses.length, "account")}`)]
                    : []),
                ...(gone.length > 0
                    ? [
                          withWords(
                              placesPart("ends in", gone, ROUTINE),
                              `, which ${gone.length === 1 ? "leaves" : "leave"} the definition`,
                          ),
                      ]
                    : []),
                ...(forgotten.length > 0
                    ? [
                          withWords(
                              placesPart("leaves", forgotten, ROUTINE),
                              `, which the Pulumi stack no longer has: what it has set up stays if AWS has closed ${forgotten.length === 1 ? "it" : "them"}`,
                          ),
                      ]
                    : []),
                ...restingParts(had, has),
                ...regionParts(key, had, has),
                ...(changed.length > 0
                    ? [placesPart(`changes its ${whatChanges(change)} in`, changed, ATTENTION)]
                    : []),
            ]);
        }
    }
}

/** New stacks for new accounts are what everybody expects: they are counted, and not named. */
function placesPart(
    verb: string,
    accounts: readonly string[],
    risk: WeighedRisk,
    inState?: ReadonlySet<string>,
): BlockPart {
    const areNew = inState !== undefined && accounts.every((account) => !inState.has(account));
    const named = accounts.length <= MOST_NAMES ? listSome(accounts, MOST_NAMES) : countOf(accounts.length, "account");
    return {
        text: `${verb} ${areNew ? `${countOf(accounts.length, "new account")} (${listSome(accounts, MOST_NAMES)})` : accounts.length === 0 ? "no account" : named}`,
        ...risk,
        details: accounts.length > MOST_NAMES ? [`It ${verb} ${listSome([...accounts].sort(), MOST_IN_DETAILS)}.`] : [],
    };
}

/** What a block has set up protects, or somebody uses it. Resources with data are refused elsewhere (judgements/lostData.ts). */
function endedPart(verb: string, accounts: readonly string[], keeps: boolean, acknowledge: string): BlockPart {
    const isLoss = !keeps && accounts.length > 0;
    const part = placesPart(verb, accounts, isLoss ? { risk: "danger", acknowledge } : ATTENTION);
    return keeps ? withWords(part, " and keeps what it has set up there") : part;
}

function withWords(part: BlockPart, words: string): BlockPart {
    return { ...part, text: `${part.text}${words}` };
}

function isChanged(
    account: string,
    had: ReviewedStacks,
    has: ReviewedStacks,
    before: ResourceInputs | undefined,
    after: ResourceInputs | undefined,
): boolean {
    const [old, present] = [had.get(account), has.get(account)];
    if (!old || !present) return false;
    if (templateText(before) !== templateText(after)) return true;
    return present.regions !== undefined && !isDeepStrictEqual(parametersOf(before, old), parametersOf(after, present));
}

/** Accounts that a block leaves as they are from now on, or no longer, and those of which a new one takes the place. */
function restingParts(had: ReviewedStacks, has: ReviewedStacks): readonly BlockPart[] {
    const where = (isMeant: (old: ReviewedStack, present: ReviewedStack) => boolean): string[] =>
        [...has].flatMap(([account, present]) => {
            const old = had.get(account);
            return old && isMeant(old, present) ? [account] : [];
        });
    const part = (verb: string, accounts: readonly string[], why = ""): readonly BlockPart[] => {
        if (accounts.length === 0) return [];
        return [withWords(placesPart(verb, accounts, ROUTINE), why)];
    };
    return [
        ...part(
            "cannot change in",
            where((old, present) => old.isLeftAlone === false && present.isLeftAlone === true),
            " while that is quarantined or closed",
        ),
        ...part(
            "can change again in",
            where((old, present) => old.isLeftAlone === true && present.isLeftAlone === false),
        ),
        ...part(
            "is set up in the new account of",
            where((old, present) => old.regions !== undefined && present.regions === undefined),
        ),
    ];
}

function whatChanges({ before, after }: ResourceChange): string {
    return templateText(before) === templateText(after) ? "parameters" : "template";
}

function regionParts(key: string, had: ReviewedStacks, has: ReviewedStacks): readonly BlockPart[] {
    const begun = new Map<string, string[]>();
    const ended = new Map<string, string[]>();
    for (const [account, { regions: present }] of has) {
        const old = had.get(account)?.regions;
        if (!old || !present) continue;
        for (const region of present)
            if (!old.includes(region)) begun.set(region, [...(begun.get(region) ?? []), account]);
        for (const region of old)
            if (!present.includes(region)) ended.set(region, [...(ended.get(region) ?? []), account]);
    }
    return [
        ...[...begun].map(([region, accounts]) => placesPart(`comes into ${visible(region)} of`, accounts, ROUTINE)),
        ...[...ended].map(([region, accounts]) =>
            endedPart(`ends in ${visible(region)} of`, accounts, false, `end block ${key} in ${region}`),
        ),
    ];
}

/** What reaches no account, or all: rings, limits of a roll-out, tags, and how AWS gives the block by itself. */
function withRest({ properties, after }: ResourceChange, parts: readonly BlockPart[]): readonly BlockPart[] {
    const automatic = properties.includes("isAutomatic")
        ? [
              after?.["isAutomatic"] === true
                  ? "is from now on given by AWS to every account that comes into its units"
                  : "is no longer given by AWS to accounts that come into its units",
          ]
        : [];
    const rest = properties.filter((one) => !TOLD.has(one)).map((one) => PROPERTIES.get(one) ?? one);
    const others = [...automatic, ...(rest.length > 0 ? [`changes its ${list([...new Set(rest)])}`] : [])];
    const all = [...parts, ...others.map((text): BlockPart => ({ text, ...ROUTINE, details: [] }))];
    return all.length > 0 ? all : [{ text: "gets other units, and changes in no account", ...ROUTINE, details: [] }];
}

const TOLD = new Set(["accounts", "template", "parameters", "isAutomatic", "targets", "units", "description"]);
const PROPERTIES: ReadonlyMap<string, string> = new Map([
    ["rings", "order of accounts"],
    ["operation", "pace"],
    ["pending", "stacks that an earlier run has left unfinished"],
    ["keepsStacks", "rule on what stays when it leaves an account"],
    ["__provider", "provider"],
]);
