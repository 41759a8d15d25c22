import { ROLE } from "../../policies/check/checkedResources";
import { accountReplacement } from "../../policies/rules/accountReplacement";
import { table, UNKNOWN } from "./policySupport";

describe("account-replacement", () => {
    table(accountReplacement, [
        { it: "accepts an account without the option", props: { name: "shop" }, violations: [] },
        { it: "accepts the option when it is off", opts: { deleteBeforeReplace: false }, violations: [] },
        {
            it: "refuses the option, also while the name is unknown",
            name: "shop-prod",
            props: { name: UNKNOWN },
            opts: { deleteBeforeReplace: true },
            violations: [
                'account "shop-prod" has `deleteBeforeReplace`: a changed e-mail would remove or close it, with everything in it.\n' +
                    "Remove that resource option.",
            ],
        },
        { it: "leaves other resources alone", type: ROLE, opts: { deleteBeforeReplace: true }, violations: [] },
    ]);
});
