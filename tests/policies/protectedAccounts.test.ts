import { ORGANIZATION } from "../../policies/check/checkedResources";
import { protectedAccounts } from "../../policies/rules/protectedAccounts";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const prod = { name: "Shop", tags: { Environment: "prod" } };
const isProtected = { protect: true };

describe("protected-accounts", () => {
    table(protectedAccounts, [
        { it: "accepts a protected production account", props: prod, opts: isProtected, violations: [] },
        {
            it: "accepts an unprotected account of another kind",
            props: { tags: { Environment: "dev" } },
            violations: [],
        },
        { it: "accepts an account without tags", props: { name: "Shop" }, violations: [] },
        {
            it: "refuses an unprotected production account",
            props: prod,
            violations: [
                'account "Shop" is production (Environment: prod) and not protected: it could be deleted.\n' +
                    "In the definition, remove `state: leaving` or `state: closing`; in your own program, set the resource option `protect: true`. To let it leave the organisation, first take it out of production: change the tag.",
            ],
        },
        {
            it: "refuses an account that would be closed",
            props: { ...prod, closeOnDeletion: true },
            opts: isProtected,
            violations: [
                'account "Shop" is production (Environment: prod) and would be closed when its resource is deleted (closeOnDeletion).\n' +
                    "In the definition, remove `state: closing`; in your own program, `closeOnDeletion`. To close the account, first take it out of production: change the tag.",
            ],
        },
        {
            it: "recognises production in any case, also if the tag comes from the provider",
            props: { name: "Shop" },
            defaultTags: { Environment: "Production" },
            violations: [
                'account "Shop" is production (Environment: Production) and not protected: it could be deleted.\n' +
                    "In the definition, remove `state: leaving` or `state: closing`; in your own program, set the resource option `protect: true`. To let it leave the organisation, first take it out of production: change the tag.",
            ],
        },
        {
            it: "recognises production by the tags of the configuration",
            props: { name: "Shop", tags: { Stage: "live" } },
            config: { tags: { Stage: ["live"] } },
            violations: [
                'account "Shop" is production (Stage: live) and not protected: it could be deleted.\n' +
                    "In the definition, remove `state: leaving` or `state: closing`; in your own program, set the resource option `protect: true`. To let it leave the organisation, first take it out of production: change the tag.",
            ],
        },
        { it: "accepts a protected organisation", type: ORGANIZATION, opts: isProtected, violations: [] },
        {
            it: "refuses an unprotected organisation",
            type: ORGANIZATION,
            name: "acme",
            violations: [
                'organization "acme" is not protected: deleting it dissolves the organisation.\n' +
                    "Set the resource option `protect: true`.",
            ],
        },
        { it: "skips unknown tags", props: { tags: UNKNOWN }, violations: [] },
        { it: "skips an unknown value", props: { tags: { Environment: UNKNOWN } }, violations: [] },
        {
            it: "skips an unknown closeOnDeletion",
            props: { ...prod, closeOnDeletion: UNKNOWN },
            opts: isProtected,
            violations: [],
        },
    ]);

    refusedConfigs(protectedAccounts, [
        { it: "a value that is no list", config: { tags: { Stage: "live" } }, error: "tags/Stage must be array" },
        { it: "a tag without values", config: { tags: { Stage: [] } }, error: "must NOT have fewer than 1 items" },
    ]);
});
