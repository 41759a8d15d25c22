import type { ResourceValidationPolicy } from "@pulumi/policy";
import { EMAIL, textError } from "../../limits";
import { configOf, wholeMatch } from "../check/config";
import { ACCOUNT, forTypes, subject } from "../check/resources";
import { knownText } from "../check/unknown";

const NAME = "account-email";

interface Config {
    pattern?: string;
    domains: string[];
}

const config = configOf<Config>(NAME, {
    pattern: { type: "string", minLength: 1, description: "What the whole e-mail must match" },
    domains: {
        type: "array",
        items: { type: "string", pattern: "^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$" },
        uniqueItems: true,
        default: [],
        description: "The domains that may receive the e-mail of a root user; none listed: any",
    },
});

/**
 * The e-mail of an account's root user has AWS's form and is one of ours. Whoever reads that mailbox can reset the root
 * password, and an address can never be used again for another account.
 */
export const accountEmail: ResourceValidationPolicy = {
    name: NAME,
    displayName: "Account e-mails",
    description: "The e-mail of an account's root user is an address of ours.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["accounts", "security"],
    remediationSteps:
        "Set the e-mail before the account is created. Afterwards change it in AWS first, by `aws account start-primary-email-update`, " +
        "and then in the definition: changed there alone it replaces the account.",
    url: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-root-user-email.html",
    configSchema: config.schema,
    validateResource: forTypes([ACCOUNT], (args, report) => {
        const { pattern, domains } = config.read(args);
        const email = knownText(() => args.props.email as unknown);
        if (email === undefined) return;

        const refused = textError(EMAIL, email);
        if (refused !== undefined) {
            report(`${subject(args)}: ${refused}.`);
            return;
        }
        const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
        if (domains.length > 0 && !domains.some((allowed) => allowed.toLowerCase() === domain)) {
            report(
                `${subject(args)}: the e-mail ${email} is outside our domains. Allowed: ${domains.join(", ")}.\n` +
                    "Use a mailbox that we own: its reader can take over the root user.",
            );
        }
        if (pattern !== undefined && !wholeMatch(NAME, "pattern", pattern).test(email)) {
            report(
                `${subject(args)}: the e-mail ${email} must match ${pattern}.\n` +
                    "Change it before the account is created. Later, change it in AWS first: aws account start-primary-email-update.",
            );
        }
    }),
};
