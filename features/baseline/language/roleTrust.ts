import type { OrganizationModel } from "../../../definition/model";
import type { Path } from "../../../definition/problemReport";
import { ACCOUNT_ID, didYouMean, quoted, SERVICE_PRINCIPAL } from "../../../limits";
import type { RoleInput } from "./roleSchema";

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * The statements that say who may take a role: only whom the definition names.
 *
 * @param refuse gets each mistake, with its path inside `trust`.
 * @returns undefined if there is a mistake.
 */
export function trustStatement(
    trust: RoleInput["trust"],
    organization: OrganizationModel,
    refuse: (inside: Path, message: string) => void,
): readonly Readonly<Record<string, unknown>>[] | undefined {
    const services = listOf(trust.services);
    const roles = listOf(trust.roles);
    const accounts = listOf(trust.accounts);
    let isRight = true;
    const wrong = (inside: Path, message: string): void => {
        isRight = false;
        refuse(inside, message);
    };
    for (const one of services) {
        if (!SERVICE_PRINCIPAL.pattern.test(one)) {
            wrong(["services"], `${quoted(one)} is no service: write its principal, such as lambda.amazonaws.com`);
        }
    }
    for (const one of roles) {
        if (!ROLE_ARN.test(one)) {
            wrong(["roles"], `${quoted(one)} is no role: write its ARN, such as arn:aws:iam::111122223333:role/deploy`);
        }
    }
    const ids = accounts.map((one) => accountId(one, organization, wrong));
    if (services.length + roles.length + accounts.length === 0) {
        wrong([], "names nobody: write services, accounts or roles that may take the role");
    }
    if (!isRight) return undefined;
    const { externalId } = trust;
    const condition = externalId !== undefined && { Condition: { StringEquals: { "sts:ExternalId": externalId } } };
    const assume = (Principal: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
        Effect: "Allow",
        Principal,
        Action: "sts:AssumeRole",
    });
    const principals = [...ids.map((id) => ({ "Fn::Sub": `arn:\${AWS::Partition}:iam::${id}:root` })), ...roles];
    return [
        ...(services.length > 0 ? [assume({ Service: services })] : []),
        ...(principals.length > 0 ? [{ ...assume({ AWS: principals }), ...condition }] : []),
    ];
}

function accountId(
    text: string,
    { accounts }: OrganizationModel,
    wrong: (inside: Path, message: string) => void,
): string {
    if (ACCOUNT_ID.pattern.test(text)) return text;
    const account = accounts.find(({ key }) => key === text);
    if (account?.id !== undefined) return account.id;
    wrong(
        ["accounts"],
        account
            ? `account ${quoted(text)} has no \`id\` in the definition: write its 12-digit id here, or give the account its \`id\``
            : `there is no account ${quoted(text)}.${didYouMean(
                  text,
                  accounts.map(({ key }) => key),
              )} Write a 12-digit id, or the key of an account with an \`id\``,
    );
    return "";
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
