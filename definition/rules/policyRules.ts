import { documentOf } from "../../evaluator/policyDocument";
import { LIBRARY, QUARANTINE } from "../../guardrails";
import { fitDocument } from "../../evaluator/fit";
import { checkManagementPolicy, isManagementPolicy } from "../../evaluator/managementPolicies";
import {
    didYouMean,
    list,
    POLICY_DESCRIPTION,
    POLICY_NAME,
    POLICY_TYPES,
    policyTypeLimits,
    quoted,
    textError,
} from "../../limits";
import type { OrganizationModel, PolicyModel } from "../model";
import { formatPlace } from "../problems";
import type { Path, Report } from "../problemReport";
import { checkAttachments } from "./attachmentRules";
import { checkTags } from "./nameRules";
import { checkStatements } from "./statementRules";

/** A document that is larger than AWS's limit by this factor is not checked any further. */
const FAR_TOO_LARGE = 20;

/** The policies that AWS attaches to every node. They cannot be changed. */
const AWS_POLICIES = ["FullAWSAccess", "RCPFullAWSAccess"];

export function checkPolicies(model: OrganizationModel, report: Report): void {
    const names = new Map<string, PolicyModel>();
    for (const policy of model.policies) {
        const { key, type, name, description, tags, path } = policy;
        for (const error of [textError(POLICY_NAME, name), textError(POLICY_DESCRIPTION, description)]) {
            if (error) report.add(path, error);
        }
        if (AWS_POLICIES.includes(name))
            report.add(path, `policy ${key} has the name ${name}, which is AWS's own: choose another`);
        checkTags(tags, path, `policy ${key}`, report);
        const size = sizeError(policy);
        if (size !== undefined) report.add(path, size);
        // For a document that is far too large, only its size is reported.
        if (policy.content.length <= FAR_TOO_LARGE * policyTypeLimits(type).maxCharacters)
            checkDocument(policy, report);
        const before = names.get(`${type} ${name}`);
        if (before !== undefined) report.add(path, sameName(policy, before));
        names.set(`${type} ${name}`, policy);
    }
    checkServices(model, report);
    for (const [type, { maxPolicies }] of Object.entries(POLICY_TYPES)) {
        const count = model.policies.filter((policy) => policy.type === type).length;
        if (count > maxPolicies)
            report.add(["policies"], `there are ${count} policies of type ${type}: AWS allows ${maxPolicies}`);
    }
    checkAttachments(model, report);
}

/** The message for two policies of the same type and name. */
function sameName(one: PolicyModel, other: PolicyModel): string {
    const has = `policy ${one.key} has the name ${quoted(one.name)}, as policy ${other.key} at ${formatPlace(other.place)}: in AWS a name is unique within a type. `;
    const [library, own] = LIBRARY.has(one.key) ? [one, other] : [other, one];
    if (!LIBRARY.has(library.key) || LIBRARY.has(own.key)) return `${has}Give one of them another \`name\``;
    if (library.key === QUARANTINE) {
        return `${has}A quarantine is the policy of that name: give ${own.key} another \`name\` and apply that first. What it is attached to stays as it is`;
    }
    // An adopted organisation may have the library's policies under its own keys.
    return (
        `${has}${library.key} is a guardrail of the library. To use ${own.key} in its place, write \`guardrails: [${own.key}]\` where you want it, ` +
        `and \`without: [${library.key}]\` where a kind or a framework brings it. To have both, give ${own.key} another \`name\` and apply that first`
    );
}

function sizeError({ key, type, content }: PolicyModel): string | undefined {
    const { kind, maxCharacters } = policyTypeLimits(type);
    if (content.length <= maxCharacters) return undefined;
    const size = `policy ${key} has ${content.length} characters without white space: AWS allows ${maxCharacters} for a ${type}. `;
    if (kind === "management") return `${size}Split it into two`;
    const fit = fitDocument(documentOf(content), maxCharacters);
    if ("parts" in fit) return undefined;
    const { statement, characters, why } = fit.tooLarge;
    return `${size}A policy that is too large is split, but statement ${statement} cannot be: it needs ${characters} characters, and ${why}. Shorten it`;
}

/** Checks that a service has access to the organisation if a policy type requires it. One resource sets both, in the right order. */
function checkServices({ policyTypes, serviceAccess, featureSet }: OrganizationModel, report: Report): void {
    if (featureSet !== "ALL") return;
    for (const type of policyTypes) {
        const { service } = policyTypeLimits(type);
        if (!service || serviceAccess.includes(service.principal)) continue;
        report.add(
            ["organization", "serviceAccess"],
            `policies of type ${type} need ${service.principal} to have access to the organisation before the type is enabled, and as long as it is enabled. Write\n` +
                `organization: { serviceAccess: [${[...serviceAccess, service.principal].join(", ")}] }`,
        );
    }
}

/** Reports what AWS would refuse in a document or silently ignore. */
function checkDocument(policy: PolicyModel, report: Report): void {
    const { key, type, content, path, documentPath, part } = policy;
    // A statement of a split policy has another position in the document that was written.
    const place = (at: Path): Path =>
        documentPath && part === undefined && at.length > 0 ? [...documentPath, ...at] : path;
    if (!isManagementPolicy(type)) {
        for (const { path: at, message } of checkStatements(policy)) report.add(place(at), `policy ${key}: ${message}`);
        return;
    }
    const problems = checkManagementPolicy(type, documentOf(content));
    for (const { path: at, message, word, allowed } of problems) {
        const hint =
            word === undefined || allowed === undefined
                ? ""
                : `${didYouMean(word, allowed)}${allowed.length > 0 ? ` Allowed: ${list(allowed)}.` : ""}`;
        const what = at.length === 0 ? "the document" : at.join(".");
        report.add(documentPath ? [...documentPath, ...at] : path, `policy ${key}: ${what} ${message}${hint}`);
    }
}
