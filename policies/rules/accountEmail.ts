import type { ResourceValidationPolicy } from "@pulumi/policy";
import { EMAIL, textError } from "../../limits";
import { configOf, matchesAny, patternsSchema, wholeMatch } from "../check/policyConfig";
import { ACCOUNT, forTypes, INVITATION, subject } from "../check/checkedResources";
import { knownText } from "../check/unknownValues";

const NAME = "account-email";

interface Config {
    pattern?: string;
    domains: string[];
    except: string[];
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
    except: patternsSchema("Names in Pulumi of accounts that may have any e-mail, because they were created elsewhere"),
});

/**
 * The e-mail of an account's root user has AWS's form and is an address of the company: whoever reads that mailbox can reset the root
 * password. AWS never accepts an address for a second account.
 *
 * An invited account keeps its e-mail. It is checked before the invitation is sent: once the account has joined, a refusal would stop
 * every `up` until the e-mail is changed in AWS.
 */
export const accountEmail: ResourceValidationPolicy = {
    name: NAME,
    displayName: "Account e-mails",
    description: "The e-mail of an account's root user is an address of ours.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["accounts", "security"],
    remediationSteps:
        "Set the e-mail before the account is created. Afterwards change it in AWS first, by `aws account start-primary-email-update` and " +
        "`accept-primary-email-update`, then in the definition, and run `pulumi refresh`. A change in the definition alone would replace the account.",
    url: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-root-user-email.html",
    configSchema: config.schema,
    validateResource: forTypes([ACCOUNT, INVITATION], (args, report) => {
        const { pattern, domains, except } = config.read(args);
        const email = args.type === INVITATION ? invited(args.props) : knownText(() => args.props.email as unknown);
        if (email === undefined || matchesAny(NAME, "except", except, args.name)) return;
        const excepting = `or add ${JSON.stringify(args.name)} to account-email.except`;
        const change =
            args.type === INVITATION
                ? `Once the account has joined, this would stop every \`up\`. Have its owner change the e-mail before that, ${excepting}.`
                : `Change it before the account is created. After that, change it in AWS first (aws account start-primary-email-update) and run \`pulumi refresh\`; ${excepting}.`;

        const refused = textError(EMAIL, email);
        if (refused !== undefined) {
            report(`${subject(args)}: ${refused}.`);
            return;
        }
        const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
        if (domains.length > 0 && !domains.some((allowed) => allowed.toLowerCase() === domain)) {
            report(
                `${subject(args)}: the e-mail ${email} is outside our domains. Allowed: ${domains.join(", ")}.\n` +
                    `Use a mailbox that we own: its reader can take over the root user. ${change}`,
            );
        }
        if (pattern !== undefined && !wholeMatch(NAME, "pattern", pattern).test(email)) {
            report(`${subject(args)}: the e-mail ${email} must match ${pattern}.\n${change}`);
        }
    }),
};

/** The e-mail that an invitation is sent to; undefined for one to an account's id, whose e-mail is known once it has joined. */
function invited(props: Readonly<Record<string, unknown>>): string | undefined {
    return knownText(() => props.targetType) === "EMAIL" ? knownText(() => props.targetId) : undefined;
}
