import { ROLE } from "../../policies/check/checkedResources";
import { roleName } from "../../policies/rules/roleName";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const config = { pattern: "[A-Z][A-Za-z]+" };
const BEWARE = "Beware: another name replaces a role, and a new `roleName` replaces a whole account.";

describe("role-name", () => {
    table(roleName, [
        { it: "accepts a role that matches", type: ROLE, props: { name: "Audit" }, config, violations: [] },
        {
            it: "accepts an account's role that matches",
            props: { name: "shop", roleName: "OrganizationAccountAccessRole" },
            config,
            violations: [],
        },
        {
            it: "refuses a role that does not match",
            type: ROLE,
            props: { name: "audit" },
            config,
            violations: [
                `role "audit": its name must match [A-Z][A-Za-z]+.\nChange its \`name\`, or add it to role-name.except. ${BEWARE}`,
            ],
        },
        {
            it: "refuses an account's role that does not match, and names both",
            props: { name: "shop", roleName: "admin" },
            config,
            violations: [
                `account "shop": its roleName "admin" must match [A-Z][A-Za-z]+.\n` +
                    `Change its \`roleName\`, or add it to role-name.except. ${BEWARE}`,
            ],
        },
        {
            it: "refuses what AWS refuses",
            props: { name: "shop", roleName: "account admin" },
            violations: [
                'account "shop": role name "account admin" has a form that AWS refuses: use letters, digits and _+=,.@-.\n' +
                    `Change its \`roleName\`. ${BEWARE}`,
            ],
        },
        { it: "skips a role with a prefix", type: ROLE, props: { namePrefix: "x" }, config, violations: [] },
        { it: "skips an unknown name", type: ROLE, props: { name: UNKNOWN }, config, violations: [] },
        { it: "skips an unknown roleName", props: { name: "shop", roleName: UNKNOWN }, config, violations: [] },
    ]);

    refusedConfigs(roleName, [
        { it: "an empty exception", config: { except: [""] }, error: "must NOT have fewer than 1 characters" },
    ]);
});
