import {
    inputText,
    inputTexts,
    operationKind,
    operationText,
    type ExistingState,
    type ResourceChange,
    type ReviewedChange,
} from "../../../definition/feature";
import { isJsonMap, parsedJson } from "../../../evaluator/policyDocument";
import { countOf, list, listSome, quoted, visible } from "../../../limits";
import { DELEGATION_TYPES, ROOT_FEATURES, type DelegationModel } from "../delegationModel";

/** The most services that a sentence names. */
const MOST_NAMES = 6;

/** What a run changes of who administers services for the organisation, of central root access, and of the resource policy. */
export function reviewedDelegation(
    model: DelegationModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
): readonly ReviewedChange[] {
    const of = (type: string): ResourceChange[] => changes.filter((change) => change.type === type);
    return [
        ...reviewedAdministrators(model, of(DELEGATION_TYPES.administrator), state),
        ...of(DELEGATION_TYPES.rootAccess).map(reviewedRootAccess),
        ...of(DELEGATION_TYPES.resourcePolicy).map(reviewedPolicy),
    ];
}

/** One change for each account and what happens to it. */
function reviewedAdministrators(
    model: DelegationModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
): readonly ReviewedChange[] {
    const alike = new Map<string, ResourceChange[]>();
    for (const change of changes) {
        const id = JSON.stringify([change.operation, change.name.slice(change.name.indexOf("@") + 1)]);
        alike.set(id, [...(alike.get(id) ?? []), change]);
    }
    return [...alike.values()].flatMap((all): ReviewedChange[] => {
        const [first] = all;
        if (!first) return [];
        const account = first.name.slice(first.name.indexOf("@") + 1);
        const services = all.map(({ name }) => name.slice(0, name.indexOf("@")));
        const isEnd = first.operation === "delete";
        return [
            {
                kind: `delegated-administrator-${operationKind(first.operation)}`,
                subject: "organization",
                risk: "attention",
                text: `Account ${visible(account)} ${administratorText(first)} ${listSome(services, MOST_NAMES)} for the organisation.`,
                details: [
                    ...(isEnd
                        ? [
                              "What it has set up there for other accounts can then only be changed from the management account, and some services stop or delete it.",
                          ]
                        : []),
                    ...(state.accounts.has(account) || isEnd ? [] : ["The account is new."]),
                ],
                ...(!isEnd && model.accounts.has(account) && { path: ["delegatedAdministrators"] }),
                resources: all.map(({ urn }) => urn),
            },
        ];
    });
}

function administratorText({ operation }: ResourceChange): string {
    if (operation === "create") return "begins to administer";
    if (operation === "delete") return "no longer administers";
    if (operation === "import") return "administers, as AWS has it,";
    return operation === "forget" ? "stays in AWS, and leaves the stack, as administrator of" : "administers anew";
}

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(ROOT_FEATURES).map(([word, name]) => [name, word]));

/** The management account's means against root users of member accounts. */
function reviewedRootAccess({ operation, urn, before, after }: ResourceChange): ReviewedChange {
    const [had, has] = [inputTexts(before, "enabledFeatures"), inputTexts(after, "enabledFeatures")];
    const named = (names: readonly string[]): string => list(names.map((name) => WORDS.get(name) ?? visible(name)));
    const begun = has.filter((one) => !had.includes(one));
    const ended = had.filter((one) => !has.includes(one));
    const texts = [
        ...(begun.length > 0 ? [`gets ${named(begun)}`] : []),
        ...(ended.length > 0 && operation !== "forget" ? [`loses ${named(ended)}`] : []),
    ];
    return {
        kind: `central-root-access-${operationKind(operation)}`,
        subject: "security",
        risk: ended.length > 0 && operation !== "forget" ? "danger" : "attention",
        text: `Central root access ${texts.length > 0 ? list(texts) : operationText(operation)}.`,
        details: [],
        ...(operation !== "delete" && { path: ["centralRootAccess"] }),
        resources: [urn],
    };
}

function reviewedPolicy({ operation, urn, before, after, properties }: ResourceChange): ReviewedChange {
    const [had, has] = [statementsOf(before), statementsOf(after)];
    const begun = has.filter((one) => !had.includes(one));
    const ended = had.filter((one) => !has.includes(one));
    const onlyTags = operation === "update" && !properties.includes("content");
    return {
        kind: `resource-policy-${operationKind(operation)}`,
        subject: "organization",
        risk: onlyTags ? "routine" : "attention",
        text: `The organisation's resource policy ${operation === "update" ? updateText(begun.length, ended.length, onlyTags) : operationText(operation)}.`,
        details: [
            ...begun.map((one) => `It gets ${statementText(one)}.`),
            ...ended.map((one) => `It loses ${statementText(one)}.`),
        ],
        ...(operation !== "delete" && { path: ["resourcePolicy"] }),
        resources: [urn],
    };
}

function updateText(begun: number, ended: number, onlyTags: boolean): string {
    if (onlyTags) return "gets other tags";
    const parts = [
        ...(begun > 0 ? [`gets ${countOf(begun, "statement")}`] : []),
        ...(ended > 0 ? [`loses ${countOf(ended, "statement")}`] : []),
    ];
    return parts.length > 0 ? list(parts) : "is written in another way";
}

/** The statements of a policy as texts that can be compared. */
function statementsOf(inputs: ResourceChange["before"]): readonly string[] {
    const document = parsedJson(inputText(inputs, "content") ?? "{}");
    const statements = isJsonMap(document) ? [document["Statement"]].flat() : [];
    return statements.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
}

function statementText(statement: string): string {
    const { Sid, Effect, Principal, Action } = parsedJson(statement) as Readonly<Record<string, unknown>>;
    const sid = typeof Sid === "string" ? ` ${quoted(Sid)}` : "";
    return `the statement${sid}: ${quoted(Effect)} ${quoted(Action)} for ${quoted(Principal)}`;
}
