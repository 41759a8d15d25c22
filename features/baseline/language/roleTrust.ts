import type { OrganizationModel } from "../../../definition/model";
import { formatPlace } from "../../../definition/problems";
import type { Path, Report } from "../../../definition/problemReport";
import { misspeltService } from "../../../evaluator/awsPolicies";
import { ACCOUNT_ID, didYouMean, EXTERNAL_ID, quoted, SERVICE_PRINCIPAL, textError, visible } from "../../../limits";
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
    const { externalId } = trust;
    const wrongId = externalId === undefined ? undefined : textError(EXTERNAL_ID, externalId);
    if (wrongId !== undefined) wrong(["externalId"], wrongId);
    if (externalId !== undefined && roles.length + accounts.length === 0 && services.length > 0) {
        wrong(["externalId"], "is for accounts and roles: services say none. Leave it out");
    }
    if (!isRight) return undefined;
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

/** Warns of services that may be misspelt: IAM refuses a trust policy with a service that it does not know. */
export function misspeltServices(
    roles: Readonly<Record<string, RoleInput>>,
    at: Path,
    report: Report,
): readonly string[] {
    return Object.entries(roles).flatMap(([name, { trust }]) =>
        listOf(trust.services).flatMap((service) => {
            const meant = misspeltService(service);
            if (meant === undefined) return [];
            const place = formatPlace(report.placeOf([...at, name, "trust", "services"]));
            return [
                `${place}: role ${visible(name)} trusts ${service}, which this program does not know. Did you mean ${meant}? IAM refuses a role that trusts a service which does not exist`,
            ];
        }),
    );
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
