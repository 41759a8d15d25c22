import { ROLE } from "../../policies/check/checkedResources";
import { accountClosing } from "../../policies/rules/accountClosing";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const closing = { name: "Shop", closeOnDeletion: true };
const refusal = (where: string, name = "shop-prod"): string =>
    `account "Shop" would be closed when its resource is deleted, and is in no sandbox and not suspended (${where}).\n` +
    `Move it to the unit for suspended accounts first, as \`org close\` does, or add "${name}" to \`except\` of this policy.`;

describe("account-closing", () => {
    table(accountClosing, [
        { it: "takes an account that is not closing", props: { name: "Shop" }, violations: [] },
        {
            it: "takes one that is leaving: it is not closed",
            props: { name: "Shop", closeOnDeletion: false },
            opts: { protect: false },
            violations: [],
        },
        {
            it: "takes one in a sandbox, whatever the case of the value",
            props: { ...closing, tags: { Environment: "Sandbox" } },
            violations: [],
        },
        {
            it: "takes one that is suspended, also by the provider's tags",
            props: closing,
            defaultTags: { Environment: "suspended" },
            violations: [],
        },
        {
            it: "refuses one elsewhere",
            props: { ...closing, tags: { Environment: "dev" } },
            violations: [refusal("Environment: sandbox or suspended")],
        },
        {
            it: "refuses one of which no tag says where it is",
            props: closing,
            violations: [refusal("Environment: sandbox or suspended")],
        },
        {
            it: "knows by the configuration what may be closed",
            props: { ...closing, tags: { Environment: "sandbox" } },
            config: { tags: { Stage: ["play"], Unit: ["Suspended"] } },
            violations: [refusal("Stage: play, Unit: Suspended")],
        },
        {
            it: "takes one whose closing is acknowledged by its name in Pulumi",
            name: "shop-old",
            props: closing,
            config: { except: ["shop-old"] },
            violations: [],
        },
        {
            it: "refuses one whose name only begins like an acknowledged one",
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
