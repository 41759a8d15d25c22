import { AWS_PERMISSION_SET, PERMISSION_SET } from "../../policies/check/checkedResources";
import { permissionSetName } from "../../policies/rules/permissionSetName";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const config = { pattern: "[a-z]+(-[a-z]+)*", explain: "lower-case words joined by hyphens" };
const BEWARE = "Beware: another name replaces the permission set, and people lose their access meanwhile.";

describe("permission-set-name", () => {
    for (const type of [PERMISSION_SET, AWS_PERMISSION_SET]) {
        describe(type, () => {
            table(permissionSetName, [
                { it: "accepts a name that matches", type, props: { name: "read-only" }, config, violations: [] },
                { it: "accepts every name by default", type, props: { name: "Read_Only" }, violations: [] },
                {
                    it: "refuses a name that does not match",
                    type,
                    name: "reader",
                    props: { name: "ReadOnly" },
                    config,
                    violations: [
                        'permission set "ReadOnly": its name must be lower-case words joined by hyphens (pattern [a-z]+(-[a-z]+)*).\n' +
                            `Change its \`name\`, or add it to permission-set-name.except. ${BEWARE}`,
                    ],
                },
                {
                    it: "accepts exceptions",
                    type,
                    props: { name: "AWSAdministratorAccess" },
                    config: { ...config, except: ["AWS.*"] },
                    violations: [],
                },
                {
                    it: "refuses what AWS refuses",
                    type,
                    props: { name: "for the people of the shop, in production" },
                    violations: [
                        'permission set "for the people of the shop, in production": permission set name "for the people of the shop, in production" has 41 characters: AWS allows 1 to 32.\n' +
                            `Change its \`name\`. ${BEWARE}`,
                    ],
                },
                { it: "skips an unknown name", type, props: { name: UNKNOWN }, config, violations: [] },
            ]);
        });
    }

    table(permissionSetName, [
        {
            it: "does not check other resources of people",
            type: "pulumi-nodejs:dynamic/people:AccountAccess",
            props: { name: "X" },
            config,
            violations: [],
        },
    ]);

    refusedConfigs(permissionSetName, [
        { it: "a list of patterns", config: { pattern: ["a"] }, error: "pattern must be string" },
    ]);
});
