import { ROLE } from "../../policies/check/checkedResources";
import { accountClosing } from "../../policies/rules/accountClosing";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const closing = { name: "Shop", closeOnDeletion: true };
const refusal = (where: string, name = "shop-prod"): string =>
    `account "Shop" would be closed when its resource is deleted, and is neither in a sandbox nor suspended (${where}).\n` +
    `Move it to the unit for suspended accounts first, as \`org close\` does, or add "${name}" to \`except\` of this policy.`;

describe("account-closing", () => {
    table(accountClosing, [
        { it: "accepts an account that is not closing", props: { name: "Shop" }, violations: [] },
        {
            it: "accepts an account that is leaving, because it is not closed",
            props: { name: "Shop", closeOnDeletion: false },
            opts: { protect: false },
            violations: [],
        },
        {
            it: "accepts an account in a sandbox, whatever the case of the tag's value",
            props: { ...closing, tags: { Environment: "Sandbox" } },
            violations: [],
        },
        {
            it: "accepts a suspended account, also if the tag comes from the provider",
            props: closing,
            defaultTags: { Environment: "suspended" },
            violations: [],
        },
        {
            it: "refuses an account elsewhere",
            props: { ...closing, tags: { Environment: "dev" } },
            violations: [refusal("Environment: sandbox or suspended")],
        },
        {
            it: "refuses an account without a tag that says where it is",
            props: closing,
            violations: [refusal("Environment: sandbox or suspended")],
        },
        {
            it: "accepts from the configuration what may be closed",
            props: { ...closing, tags: { Environment: "sandbox" } },
            config: { tags: { Stage: ["play"], Unit: ["Suspended"] } },
            violations: [refusal("Stage: play, Unit: Suspended")],
        },
        {
            it: "accepts an account whose closing is acknowledged by its name in Pulumi",
            name: "shop-old",
            props: closing,
            config: { except: ["shop-old"] },
            violations: [],
        },
        {
            it: "refuses an account whose name only begins like an acknowledged one",
            name: "shop-older",
            props: closing,
            config: { except: ["shop-old"] },
            violations: [refusal("Environment: sandbox or suspended", "shop-older")],
        },
        { it: "skips unknown tags", props: { ...closing, tags: UNKNOWN }, violations: [] },
        { it: "skips an unknown value", props: { ...closing, tags: { Environment: UNKNOWN } }, violations: [] },
        { it: "skips an unknown closeOnDeletion", props: { closeOnDeletion: UNKNOWN }, violations: [] },
        { it: "leaves other resources alone", type: ROLE, props: closing, violations: [] },
    ]);

    refusedConfigs(accountClosing, [
        { it: "a tag without values", config: { tags: { Stage: [] } }, error: "must NOT have fewer than 1 items" },
        { it: "an exception that is no text", config: { except: [1] }, error: "except/0 must be string" },
    ]);
});
