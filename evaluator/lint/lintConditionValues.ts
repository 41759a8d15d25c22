import { BlockList, isIP } from "node:net";
import { list } from "../../limits/messageText";
import type { ConditionLine } from "../matching/conditionLine";
import { arnParts } from "../matching/resourcePatterns";
import { accountMistake, arnMistakes, regionMistake } from "./arnMistakes";
import type { LintEffort } from "./lintEffort";

type Check = (value: string, isPattern: boolean, effort: LintEffort) => string | undefined;

const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const SERVICE_NAME = /^([a-z0-9-]+\.)+(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/;
const PRINCIPAL_TYPES = ["Account", "Anonymous", "AssumedRole", "FederatedUser", "User"];

/** Ranges that no request from the internet comes from: AWS puts the caller's public address into aws:SourceIp. */
const PRIVATE = new BlockList();
for (const [address, bits] of [
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
] as const) {
    PRIVATE.addSubnet(address, bits, "ipv4");
}
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

const region: Check = (value, _, effort) => regionMistake(value, effort);

const account: Check = (value, isPattern) => {
    if (isPattern || /^\d{12}$/.test(value) || !/^[\d-]+$/.test(value)) return undefined;
    return accountMistake(value);
};

const organization: Check = (value, isPattern) =>
    isPattern || ORGANIZATION.test(value) ? undefined : "an organisation's id looks like o-a1b2c3d4e5";

const path: Check = (value) => {
    const [id = ""] = value.split("/", 1);
    if (!/[*?]/.test(id) && !ORGANIZATION.test(id)) return "a path looks like o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*";
    return /[/*?]$/.test(value) ? undefined : "AWS's paths end with a slash: end it with / or /*";
};

const privateAddress: Check = (value) => {
    const [address = ""] = value.split("/", 1);
    const version = isIP(address);
    if (version === 0 || !PRIVATE.check(address, version === 4 ? "ipv4" : "ipv6")) return undefined;
    return "the address is private, but the key has the caller's public address: use aws:VpcSourceIp for requests through VPC endpoints";
};

const serviceName: Check = (value, isPattern) =>
    isPattern || SERVICE_NAME.test(value) ? undefined : "a service's name looks like cloudformation.amazonaws.com";

const principalArn: Check = (value) => {
    if (!value.startsWith("arn:")) return undefined;
    const [, , service = "", , id = "", resource = ""] = arnParts(value);
    if (service === "sts" && resource.startsWith("assumed-role/")) {
        const [, role = ""] = resource.split("/");
        return `the key has the ARN of a session's role, never that of the session: use arn:aws:iam::${id}:role/${role}, with its path`;
    }
    if (/[*?]/.test(service) || service === "iam" || (service === "sts" && resource.startsWith("federated-user"))) {
        return undefined;
    }
    return "a principal looks like arn:aws:iam::*:role/Admin";
};

const form =
    (fits: RegExp, advice: string): Check =>
    (value, isPattern) =>
        isPattern || fits.test(value) ? undefined : advice;

/** What the values of a key must be like, by the key in lower case. */
const CHECKS: Readonly<Record<string, Check>> = {
    "aws:calledvia": serviceName,
    "aws:calledviafirst": serviceName,
    "aws:calledvialast": serviceName,
    "aws:principalaccount": account,
    "aws:principalarn": principalArn,
    "aws:principalorgid": organization,
    "aws:principalorgpaths": path,
    "aws:principalservicename": serviceName,
    "aws:principalservicenameslist": serviceName,
    "aws:principaltype": (value, isPattern, effort) =>
        isPattern || PRINCIPAL_TYPES.includes(value)
            ? undefined
            : `allowed are ${list(PRINCIPAL_TYPES)}.${effort.hint(value, PRINCIPAL_TYPES)}`,
    "aws:requestedregion": region,
    "aws:resourceaccount": account,
    "aws:resourceorgid": organization,
    "aws:resourceorgpaths": path,
    "aws:sourceaccount": account,
    "aws:sourceip": privateAddress,
    "aws:sourceorgid": organization,
    "aws:sourceorgpaths": path,
    "aws:sourceowner": account,
    "aws:sourcevpc": form(/^vpc-[0-9a-z]+$/, "a VPC's id looks like vpc-0a1b2c3d4e5f67890"),
    "aws:sourcevpce": form(/^vpce-[0-9a-z]+$/, "a VPC endpoint's id looks like vpce-0a1b2c3d4e5f67890"),
    "aws:vpceaccount": account,
    "aws:vpceorgid": organization,
    "aws:vpceorgpaths": path,
    "ec2:region": region,
    "kms:calleraccount": account,
    "s3:resourceaccount": account,
};

/** Values that no request has. Values with variables are not checked. */
export function lintValues(
    { key, operator, values }: ConditionLine,
    base: string,
    effort: LintEffort,
): { readonly index: number; readonly message: string }[] {
    if (base === "Null") return [];
    const check = CHECKS[key.toLowerCase()];
    return values.flatMap((value, index) => {
        if (value.includes("${")) return [];
        const isPattern = /[*?]/.test(value);
        const found: (string | undefined)[] = [
            value.trim() === value ? undefined : "there is white space around it",
            check?.(value, isPattern, effort),
            ...(/^Arn/.test(base) ? arnMistakes(value, effort) : []),
        ];
        return found
            .filter((message) => message !== undefined)
            .map((message) => ({
                index,
                message: `compares ${key} by ${operator} with ${JSON.stringify(value)}: ${message}`,
            }));
    });
}
