import { z } from "zod";
import type { StatementJson } from "../template/statementJson";
import { sub } from "../template/templateIntrinsics";

const ACCOUNT_ID = /^\d{12}$/;
const PRINCIPAL = /^arn:aws(-[a-z]+)*:iam::(\d{12}):(role|user)\/[\w+=,.@/?*-]+$/;

/** Parameters that say who of AWS may assume a role. */
export const trustedPrincipals = {
    trustedRoles: z
        .array(
            z
                .string()
                .regex(
                    PRINCIPAL,
                    "use the ARN of a role or user, such as arn:aws:iam::111122223333:role/audit. Its name may have * and ?",
                ),
        )
        .default([])
        .describe(
            "ARNs of roles and users that may assume the role. A role of IAM Identity Center is `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*`.",
        ),
    trustedAccounts: z
        .array(z.string().regex(ACCOUNT_ID, "use the id of an account in quotes: 12 digits"))
        .default([])
        .describe(
            'Ids of accounts, in quotes. Whoever has `sts:AssumeRole` there may assume the role, so name roles instead where you can: `"111122223333"`.',
        ),
};

interface TrustedPrincipals {
    readonly trustedRoles: readonly string[];
    readonly trustedAccounts: readonly string[];
}

/** Whether anybody is trusted. A role that nobody may assume is a mistake. */
export const trustsAnybody = ({ trustedRoles, trustedAccounts }: TrustedPrincipals): boolean =>
    trustedRoles.length + trustedAccounts.length > 0;

export const NOBODY_TRUSTED = "say who may assume the role: trustedRoles or trustedAccounts";

/**
 * The statements of a trust policy, one for each account. The principal is the account, and a condition says who of it: a role that IAM
 * knows by its name in `Principal` is lost when it is deleted and made again.
 *
 * "AWS JSON policy elements: Principal" (awsdocs/iam-user-guide, a copy of 2022 or 2023), read 2026-11-27.
 *
 * @param condition must hold as well.
 */
export function principalStatements(
    { trustedRoles, trustedAccounts }: TrustedPrincipals,
    condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): readonly StatementJson[] {
    const accounts = [...new Set([...trustedAccounts, ...trustedRoles.map(accountOf)])].sort();
    return accounts.map((account) => {
        const roles = trustedRoles.filter((arn) => accountOf(arn) === account);
        const isWhole = trustedAccounts.includes(account);
        const all = { ...(!isWhole && { ArnLike: { "aws:PrincipalArn": [...roles].sort() } }), ...condition };
        return {
            Sid: `Account${account}`,
            Effect: "Allow",
            Principal: { AWS: sub(`arn:\${AWS::Partition}:iam::${account}:root`) },
            Action: "sts:AssumeRole",
            ...(Object.keys(all).length > 0 && { Condition: all }),
        };
    });
}

const accountOf = (arn: string): string => PRINCIPAL.exec(arn)?.[2] ?? "";
