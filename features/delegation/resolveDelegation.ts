import type { AccountModel, OrganizationModel } from "../../definition";
import type { InputOf } from "../../definition/feature";
import { readDocument } from "../../definition/policies/documentFile";
import type { Path, Report } from "../../definition/problemReport";
import { documentLength, placedStatements, statementDocument } from "../../evaluator/policyDocument";
import { nearestWord } from "../../limits/nearestWord";
import {
    IAM_SERVICE,
    MOST_ADMINISTRATORS,
    NEVER_DELEGATED,
    RESOURCE_POLICY_CHARACTERS,
    countOf,
    formatCount,
    list,
    quoted,
} from "../../limits";
import { ROOT_FEATURES, type DelegatedAccount, type DelegationModel, type RootFeature } from "./delegationModel";
import type { delegationSchema } from "./delegationSchema";

type DelegationInput = InputOf<typeof delegationSchema>["root"];

/** Turns the keys at the root into the model, and reports every mistake. */
export function resolveDelegation(
    input: DelegationInput,
    organization: OrganizationModel,
    report: Report,
): DelegationModel {
    checkFeatureSet(input, organization, report);
    const resourcePolicy = input.resourcePolicy && resourcePolicyOf(input.resourcePolicy, report);
    return {
        accounts: administratorsOf(input.delegatedAdministrators ?? {}, organization, report),
        rootFeatures: rootFeaturesOf(input.centralRootAccess, organization, report),
        ...(resourcePolicy && { resourcePolicy: JSON.stringify(resourcePolicy) }),
        withoutServiceAccess: organization.withoutServiceAccess ?? [],
    };
}

/** An organisation that still waits for all features says ALL; what needs them is held back then. */
function checkFeatureSet(input: DelegationInput, { featureSet }: OrganizationModel, report: Report): void {
    if (featureSet === "ALL") return;
    for (const key of ["delegatedAdministrators", "centralRootAccess", "resourcePolicy"] as const) {
        if (input[key] === undefined) continue;
        report.add(
            [key],
            "needs all features, but the organisation has CONSOLIDATED_BILLING. Use featureSet: ALL, or leave it out",
        );
    }
}

function administratorsOf(
    written: NonNullable<DelegationInput["delegatedAdministrators"]>,
    organization: OrganizationModel,
    report: Report,
): ReadonlyMap<string, DelegatedAccount> {
    const accounts = new Map(organization.accounts.map((account) => [account.key, account]));
    const administers = new Map<string, string[]>();
    for (const [service, value] of Object.entries(written ?? {})) {
        const path = ["delegatedAdministrators", service];
        checkService(service, path, organization, report);
        const keys = typeof value === "string" ? [value] : value;
        checkNumber(service, keys, path, report);
        for (const [index, key] of keys.entries()) {
            const at = typeof value === "string" ? path : [...path, index];
            if (keys.indexOf(key) < index) report.add(at, `names ${quoted(key)} a second time: keep one`);
            else checkAccount(key, accounts, at, report);
            administers.set(key, [...new Set([...(administers.get(key) ?? []), service])].sort());
        }
    }
    return new Map(
        [...administers]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, services]) => [key, { administers: services }]),
    );
}

function checkService(
    service: string,
    path: Path,
    { featureSet, serviceAccess }: OrganizationModel,
    report: Report,
): void {
    if (NEVER_DELEGATED.principals.includes(service)) {
        report.add(
            path,
            `AWS has no delegated administrators for ${service}: the management account administers it. Leave it out`,
        );
    } else if (featureSet === "ALL" && !serviceAccess.includes(service)) {
        report.add(path, () => withoutAccess(service, serviceAccess));
    }
}

function withoutAccess(service: string, serviceAccess: readonly string[]): string {
    const meant = nearestWord(service, serviceAccess);
    if (meant !== undefined) return `${quoted(service)} has no access to the organisation. Did you mean ${meant}?`;
    return (
        `${quoted(service)} has no access to the organisation, and AWS registers delegated administrators only of services that have. Add it:\n` +
        `organization: { serviceAccess: [${[...serviceAccess, service].sort().join(", ")}] }`
    );
}

function checkNumber(service: string, keys: readonly string[], path: Path, report: Report): void {
    const most = MOST_ADMINISTRATORS.ofService.get(service);
    if (most === undefined || keys.length <= most) return;
    report.add(
        path,
        `names ${formatCount(keys.length)} accounts: AWS allows ${countOf(most, "delegated administrator")} of ${service}`,
    );
}

function checkAccount(key: string, accounts: ReadonlyMap<string, AccountModel>, path: Path, report: Report): void {
    const account = accounts.get(key);
    if (!account) {
        report.add(path, () => {
            const meant = nearestWord(key, [...accounts.keys()]);
            return (
                `there is no account ${quoted(key)}. ` +
                (meant === undefined
                    ? "Name a member account of the definition by its key: the management account cannot be a delegated administrator"
                    : `Did you mean ${meant}?`)
            );
        });
    } else if (account.state === "closing" || account.state === "leaving") {
        const ends = account.state === "closing" ? "is to be closed" : "is to leave the organisation";
        report.add(
            path,
            `account ${quoted(key)} ${ends} (state: ${account.state}), and AWS removes no account that administers a service. Name another account, or remove the line`,
        );
    } else if (account.invite && account.id === undefined) {
        report.add(
            path,
            `account ${quoted(key)} is invited: it can administer a service when it is a member. Add the line after it has joined and its id is in the definition`,
        );
    }
}

function rootFeaturesOf(
    written: DelegationInput["centralRootAccess"],
    { featureSet, serviceAccess }: OrganizationModel,
    report: Report,
): readonly RootFeature[] {
    if (written === undefined) return [];
    const path = ["centralRootAccess"];
    if (featureSet === "ALL" && !serviceAccess.includes(IAM_SERVICE)) {
        report.add(
            path,
            `needs the access of IAM to the organisation. Add it:\norganization: { serviceAccess: [${[...serviceAccess, IAM_SERVICE].sort().join(", ")}] }`,
        );
    }
    if (written === true) return Object.values(ROOT_FEATURES);
    for (const [index, word] of written.entries()) {
        if (written.indexOf(word) < index) report.add([...path, index], `names ${word} a second time: keep one`);
    }
    return [...new Set(written)].map((word) => ROOT_FEATURES[word]).sort();
}

/** The document, also of a file. Undefined if the file cannot be read; the mistake is reported. */
function resourcePolicyOf(
    { file, ...written }: NonNullable<DelegationInput["resourcePolicy"]>,
    report: Report,
): Readonly<Record<string, unknown>> | undefined {
    const path = ["resourcePolicy"];
    if (file === undefined) {
        checkResourcePolicy(written, path, report);
        return written;
    }
    if (Object.keys(written).length > 0) {
        report.add(
            path,
            `gives file and ${list(Object.keys(written).map((key) => quoted(key)))}: keep the file, or the document`,
        );
        return undefined;
    }
    const at = [...path, "file"];
    const document = readDocument(file, at, { report, folder: report.folder });
    if (document) checkResourcePolicy(document, at, report);
    return document;
}

/** AWS's own check is stricter: it also knows which actions a resource policy may have. */
function checkResourcePolicy(document: Readonly<Record<string, unknown>>, path: Path, report: Report): void {
    const checked = statementDocument(document);
    if (!checked) {
        report.add(path, "is no policy: it needs a Statement, a list of statements");
        return;
    }
    const length = documentLength(checked);
    if (length > RESOURCE_POLICY_CHARACTERS) {
        report.add(
            path,
            `has ${formatCount(length)} characters: AWS allows ${formatCount(RESOURCE_POLICY_CHARACTERS)}`,
        );
    }
    for (const [index, { statement }] of placedStatements(document).entries()) {
        const missing = ["Effect", "Principal", "Action", "Resource"].filter((part) => !Object.hasOwn(statement, part));
        if (missing.length > 0) report.add([...path, "Statement", index], `lacks ${list(missing)}`);
    }
}
