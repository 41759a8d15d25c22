import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { SETTING_STAYS } from "../template/functionCode";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { managementAccount } from "./managementAccountParameter";

/** What somebody has set by hand may be stricter, so it is asked first. What an earlier run of the block has set gives way to the new value. */
const CODE = `
TRUTHS = {
    "RequireLowercaseCharacters": "Lowercase",
    "RequireUppercaseCharacters": "Uppercase",
    "RequireNumbers": "Numbers",
    "RequireSymbols": "Symbols",
    "AllowUsersToChangePassword": "ChangeOwn",
}
NUMBERS = {"MinimumPasswordLength": "MinimumLength", "PasswordReusePrevention": "Reuse", "MaxPasswordAge": "MaximumAge"}


def said(properties):
    policy = {field: properties[name] == "true" for field, name in TRUTHS.items()}
    policy.update({field: int(properties[name]) for field, name in NUMBERS.items()})
    return policy


def stricter(field, one, other):
    if field == "AllowUsersToChangePassword" or one is None:
        return other
    if field == "MaxPasswordAge":
        return min(one, other) if one and other else one or other
    return max(one, other)


def apply(properties, old, identity):
    iam = boto3.client("iam")
    try:
        now = iam.get_account_password_policy()["PasswordPolicy"]
    except iam.exceptions.NoSuchEntityException:
        now = {}
    before = said(old) if old else {}
    policy = {}
    for field, value in said(properties).items():
        is_by_hand = field not in before or now.get(field) != before[field]
        policy[field] = stricter(field, now.get(field), value) if is_by_hand else value
    # A request with 0 is refused: it must be left out.
    policy = {field: value for field, value in policy.items() if value or isinstance(value, bool)}
    iam.update_account_password_policy(HardExpiry=now.get("HardExpiry", False), **policy)
    return identity, {"MinimumLength": str(policy["MinimumPasswordLength"])}
${SETTING_STAYS}`;

export const passwordPolicy = libraryBlock({
    name: "password-policy",
    title: "Password policy of IAM users",
    description:
        "Passwords of IAM users are at least 14 characters long, and none of the last 24 may be used again, as CIS asks. What somebody has set by hand and is stricter stays. It does not concern people who sign in through IAM Identity Center.",
    parameters: z.strictObject({
        minimumLength: z.int().min(6).max(128).default(14).describe("The least number of characters, 6 to 128."),
        lowercase: z.boolean().default(true).describe("Whether a password needs a lowercase letter."),
        uppercase: z.boolean().default(true).describe("Whether a password needs an uppercase letter."),
        numbers: z.boolean().default(true).describe("Whether a password needs a digit."),
        symbols: z.boolean().default(true).describe("Whether a password needs a symbol."),
        changeOwn: z.boolean().default(true).describe("Whether users may change their own passwords."),
        reuse: z
            .int()
            .min(0)
            .max(24)
            .default(24)
            .describe("How many earlier passwords may not be used again, up to 24; 0: any may."),
        maximumAge: z
            .int()
            .min(0)
            .max(1_095)
            .default(0)
            .describe("The days after which a password must be changed, up to 1,095; 0: passwords do not expire."),
        managementAccount,
    }),
    isGlobal: true,
    sets: "the account's password policy",
    price: "Nothing: the function runs once for each change.",
    traps: [
        "A policy set by hand that is stricter in some value keeps that value. To lower it, set it by hand first.",
        "CloudFormation does not see when somebody changes the policy later. The next change of the block sets it again.",
    ],
    whenRemoved: "The policy stays as it is.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: FUNCTION_STACK_ACTIONS,
    functionActions: ["iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"],
    template: () => {
        const { Parameters, references } = PARAMETERS;
        return {
            AWSTemplateFormatVersion: "2010-09-09",
            Description: "The account's password policy",
            Parameters,
            Resources: settingFunction({
                description: "Sets the account's password policy",
                code: CODE,
                statements: [
                    {
                        Sid: "PasswordPolicy",
                        Effect: "Allow",
                        Action: ["iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"],
                        // These actions know no resources.
                        Resource: "*",
                    },
                ],
                properties: references,
            }),
        };
    },
    cloudFormationParameters: (said) => ({
        MinimumLength: String(said.minimumLength),
        Lowercase: String(said.lowercase),
        Uppercase: String(said.uppercase),
        Numbers: String(said.numbers),
        Symbols: String(said.symbols),
        ChangeOwn: String(said.changeOwn),
        Reuse: String(said.reuse),
        MaximumAge: String(said.maximumAge),
    }),
    inManagementAccount: (said) =>
        said.managementAccount
            ? [
                  {
                      kind: "password-policy",
                      policy: {
                          minimumPasswordLength: said.minimumLength,
                          requireLowercaseCharacters: said.lowercase,
                          requireUppercaseCharacters: said.uppercase,
                          requireNumbers: said.numbers,
                          requireSymbols: said.symbols,
                          allowUsersToChangePassword: said.changeOwn,
                          hardExpiry: false,
                          maxPasswordAge: said.maximumAge,
                          passwordReusePrevention: said.reuse,
                      },
                  },
              ]
            : [],
});

const PARAMETERS = stackParameters({
    MinimumLength: "The least number of characters",
    Lowercase: "true: a password needs a lowercase letter",
    Uppercase: "true: a password needs an uppercase letter",
    Numbers: "true: a password needs a digit",
    Symbols: "true: a password needs a symbol",
    ChangeOwn: "true: users may change their own passwords",
    Reuse: "How many earlier passwords may not be used again; 0: any may",
    MaximumAge: "The days after which a password must be changed; 0: never",
});
