import { accountEmail } from "../../policies/rules/account-email";
import { refusedConfigs, table, UNKNOWN } from "./support";

const pattern = "aws\\+[a-z-]+@example\\.com";

describe("account-email", () => {
    table(accountEmail, [
        { it: "takes any address by default", props: { name: "shop", email: "aws+shop@example.com" }, violations: [] },
        {
            it: "takes an address of the pattern and of our domains, whatever their case",
            props: { name: "shop", email: "aws+shop@example.com" },
            config: { pattern, domains: ["EXAMPLE.com", "example.org"] },
            violations: [],
        },
        {
            it: "refuses what is no address",
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
                    "Use a mailbox that we own: its reader can take over the root user.",
            ],
        },
        {
            it: "refuses an address that matches only at its end",
            props: { name: "shop", email: "my-aws+shop@example.com" },
            config: { pattern },
            violations: [
                'account "shop": the e-mail my-aws+shop@example.com must match aws\\+[a-z-]+@example\\.com.\n' +
                    "Change it before the account is created. Later, change it in AWS first: aws account start-primary-email-update.",
            ],
        },
        { it: "passes over an unknown e-mail", props: { email: UNKNOWN }, config: { pattern }, violations: [] },
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
