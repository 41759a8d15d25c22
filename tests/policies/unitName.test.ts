import { UNIT } from "../../policies/check/checkedResources";
import { unitName } from "../../policies/rules/unitName";
import { refusedConfigs, table, UNKNOWN } from "./policySupport";

const config = { pattern: "[A-Z]\\w*" };

describe("unit-name", () => {
    table(unitName, [
        { it: "accepts a name that matches", type: UNIT, props: { name: "Security" }, config, violations: [] },
        {
            it: "refuses a name that does not match",
            type: UNIT,
            props: { name: "security" },
            config,
            violations: [
                'unit "security": its name must match [A-Z]\\w*.\n' +
                    "Change its `name`, or add it to unit-name.except. A unit is renamed in place.",
            ],
        },
        {
            it: "refuses a name that is longer than AWS's",
            type: UNIT,
            props: { name: "U".repeat(129) },
            violations: [
                `unit "${"U".repeat(129)}": unit name "${"U".repeat(129)}" has 129 characters: AWS allows 1 to 128.\n` +
                    "Change its `name`. A unit is renamed in place.",
            ],
        },
        { it: "skips an unknown name", type: UNIT, props: { name: UNKNOWN }, config, violations: [] },
    ]);

    refusedConfigs(unitName, [
        { it: "exceptions of the same text twice", config: { except: ["a", "a"] }, error: "must NOT have duplicate" },
    ]);
});
