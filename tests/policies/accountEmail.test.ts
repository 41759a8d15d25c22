import { INVITATION } from "../../policies/check/checkedResources";
import { accountEmail } from "../../policies/rules/accountEmail";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const pattern = "aws\\+[a-z-]+@example\\.com";

describe("account-email", () => {
    table(accountEmail, [
        {
            it: "accepts any address by default",
            props: { name: "shop", email: "aws+shop@example.com" },
            violations: [],
        },
        {
            it: "accepts an address that matches the pattern and has one of our domains, in any case",
            props: { name: "shop", email: "aws+shop@example.com" },
            config: { pattern, domains: ["EXAMPLE.com", "example.org"] },
            violations: [],
        },
        {
            it: "refuses a text that is not an address",
            props: { name: "shop", email: "shop at example.com" },
            violations: [
                'account "shop": e-mail "shop at example.com" has a form that AWS refuses: use one address such as ' +
                    "aws+shop@example.com, in ASCII and without spaces or any of \"'()<>[]:;,\\|%&.",
            ],
        },
        {
            it: "refuses a domain that only ends like ours",
            props: { name: "shop", email: "aws+shop@notexample.com" },
            config: { domains: ["example.com", "example.org"] },
            violations: [
                'account "shop": the e-mail aws+shop@notexample.com is outside our domains. Allowed: example.com, example.org.\n' +
                    "Use a mailbox that we own: its reader can take over the root user. " +
                    'Change it before the account is created. After that, change it in AWS first (aws account start-primary-email-update) and run `pulumi refresh`; or add "shop-prod" to account-email.except.',
            ],
        },
        {
            it: "refuses an address of which only the end matches",
            props: { name: "shop", email: "my-aws+shop@example.com" },
            config: { pattern },
            violations: [
                'account "shop": the e-mail my-aws+shop@example.com must match aws\\+[a-z-]+@example\\.com.\n' +
                    'Change it before the account is created. After that, change it in AWS first (aws account start-primary-email-update) and run `pulumi refresh`; or add "shop-prod" to account-email.except.',
            ],
        },
        {
            it: "accepts any e-mail of an account that is an exception",
            name: "legacy",
            props: { name: "Legacy", email: "o'brien@other.example" },
            config: { pattern, domains: ["example.com"], except: ["shop-.*", "legacy"] },
            violations: [],
        },
        {
            it: "refuses an invitation to an address that would be refused once the account has joined",
            type: INVITATION,
            name: "legacy",
            props: { targetType: "EMAIL", targetId: "root@other.example" },
            config: { domains: ["example.com"] },
            violations: [
                'invitation "legacy": the e-mail root@other.example is outside our domains. Allowed: example.com.\n' +
                    "Use a mailbox that we own: its reader can take over the root user. " +
                    'Once the account has joined, this would stop every `up`. Have its owner change the e-mail before that, or add "legacy" to account-email.except.',
            ],
        },
        {
            it: "accepts an invitation by an account's id, because the e-mail is not known yet",
            type: INVITATION,
            name: "legacy",
            props: { targetType: "ACCOUNT", targetId: "111122223333" },
            config: { domains: ["example.com"] },
            violations: [],
        },
        {
            it: "accepts an invitation that is an exception",
            type: INVITATION,
            name: "legacy",
            props: { targetType: "EMAIL", targetId: "root@other.example" },
            config: { domains: ["example.com"], except: ["legacy"] },
            violations: [],
        },
        { it: "skips an unknown e-mail", props: { email: UNKNOWN }, config: { pattern }, violations: [] },
    ]);

    refusedConfigs(accountEmail, [
        {
            it: "a domain with an @",
            config: { domains: ["@example.com"] },
            error: "domains/0 must match pattern",
        },
        { it: "one domain that is no list", config: { domains: "example.com" }, error: "domains must be array" },
    ]);
});
