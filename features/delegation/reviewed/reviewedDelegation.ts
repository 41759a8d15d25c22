import {
    inputText,
    inputTexts,
    operationKind,
    operationText,
    weighed,
    type ExistingState,
    type ResourceChange,
    type ReviewedChange,
    type WeighedRisk,
} from "../../../definition/feature";
import { asList, isJsonMap, parsedJson, type RawStatement } from "../../../evaluator/policyDocument";
import { countOf, list, listSome, quoted, REACHING_SERVICES, visible } from "../../../limits";
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
        ...reviewedAdministrators(model, changes, state),
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
    for (const change of changes.filter(({ type }) => type === DELEGATION_TYPES.administrator)) {
        const id = JSON.stringify([change.operation, change.name.slice(change.name.indexOf("@") + 1)]);
        alike.set(id, [...(alike.get(id) ?? []), change]);
    }
    return [...alike.values()].flatMap((all): ReviewedChange[] => {
        const [first] = all;
        if (!first) return [];
        const account = first.name.slice(first.name.indexOf("@") + 1);
        // An acknowledgement must not depend on the order of the state.
        const services = all.map(({ name }) => name.slice(0, name.indexOf("@"))).sort();
        const isEnd = first.operation === "delete";
        return [
            {
                kind: `delegated-administrator-${operationKind(first.operation)}`,
                subject: "organization",
                ...administratorRisk(first.operation, account, services, changes, state),
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

/**
 * Whoever administers one of REACHING_SERVICES changes other accounts from its own. An end is asked for, unless the run turns off what the
 * service does for the organisation: that is asked for already.
 */
function administratorRisk(
    operation: ResourceChange["operation"],
    account: string,
    services: readonly string[],
    changes: readonly ResourceChange[],
    { accounts }: ExistingState,
): WeighedRisk {
    if (operation === "create") {
        const reaching = services.filter((service) => REACHING_SERVICES.principals.includes(service));
        // The first run of a stack takes nothing from anybody.
        const isDanger = reaching.length > 0 && accounts.size > 0;
        return weighed(isDanger ? "danger" : "attention", `let ${account} administer ${reaching.join(" and ")}`);
    }
    const ended = operation === "delete" ? services.filter((service) => !endsWithItsResources(service, changes)) : [];
    return weighed(
        ended.length > 0 ? "danger" : "attention",
        `deregister ${account} as administrator of ${ended.join(" and ")}`,
    );
}

/** Whether resources of the service end in the same run: `macie.amazonaws.com` and `aws:macie2/account:Account`. */
function endsWithItsResources(service: string, changes: readonly ResourceChange[]): boolean {
    const letters = (text: string): string => text.replace(/^cfg$/, "config").replaceAll(/[^a-z]/g, "");
    const [name = ""] = service.split(".");
    return changes.some(({ operation, type }) => {
        const [, module = ""] = /^aws:([^/]+)\//.exec(type) ?? [];
        return operation === "delete" && module !== "" && letters(module) === letters(name);
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
        ...weighed(ended.length > 0 && operation !== "forget" ? "danger" : "attention", "weaken central root access"),
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
        ...weighed(
            isLooser(begun, ended) ? "danger" : onlyTags ? "routine" : "attention",
            "loosen the organisation's resource policy",
        ),
        text: `The organisation's resource policy ${operation === "update" ? updateText(begun.length, ended.length, onlyTags) : operationText(operation)}.`,
        details: [
            ...begun.map((one) => `It gets ${statementText(one)}.`),
            ...ended.map((one) => `It loses ${statementText(one)}.`),
        ],
        ...(operation !== "delete" && { path: ["resourcePolicy"] }),
        resources: [urn],
    };
}

/** A policy of the organisation gives accounts what only the management account has: to manage policies, to close accounts. Reading loosens nothing. */
function isLooser(begun: readonly string[], ended: readonly string[]): boolean {
    const effectOf = (statement: string): unknown => (parsedJson(statement) as RawStatement).Effect;
    return (
        begun.some((one) => effectOf(one) === "Allow" && !isReading(parsedJson(one) as RawStatement)) ||
        ended.some((one) => effectOf(one) === "Deny")
    );
}

function isReading({ Action, NotAction }: RawStatement): boolean {
    const actions = asList(Action);
    return (
        NotAction === undefined &&
        actions.every((one) => typeof one === "string" && /^organizations:(?:describe|list)/i.test(one))
    );
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
