import assert from "node:assert/strict";
import { people } from "../../../../../features/people/definition";
import { peopleWarnings } from "../../../../../features/people/language/peopleWarnings";
import { load } from "../../../definition/definitionFixtures";

const ACCOUNTS = 1_000;
const GRANTS = 500;

const TEXT = [
    "organization: { serviceAccess: [sso.amazonaws.com] }",
    'defaults: { email: "{account}@example.com" }',
    "units: { Work: { units: { A: {}, B: {} } } }",
    "accounts:",
    ...Array.from(
        { length: ACCOUNTS },
        (_, index) => `    a${index}: { unit: Work/${index % 2 ? "A" : "B"}, tags: { Team: t${index % 50} } }`,
    ),
    "people: { groups: { auditors: { external: true } } }",
];
const LINES = Array.from(
    { length: GRANTS },
    (_, index) =>
        `    - { who: auditors, permissionSet: read-only, where: { units: [Work], tags: { Team: t${index % 50} } }, except: { units: [Work/A] } }`,
);

/** Milliseconds of processor time: other work on the machine does not count. */
function milliseconds(work: () => unknown): number {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
}

describe("500 lines of access in 1,000 accounts", () => {
    it("take well under a second more than the organisation alone, with their warnings", function () {
        this.timeout(60_000);
        load(TEXT.join("\n"));
        const alone = milliseconds(() => load(TEXT.join("\n")));
        const whole = milliseconds(() => {
            const model = load([...TEXT, "access:", ...LINES].join("\n"));
            const warnings = peopleWarnings(model.features.get(people), model, model.features);
            assert.equal(warnings.length, GRANTS - 25);
        });
        assert.ok(whole - alone < 1_000, `${Math.round(whole - alone)} ms`);
    });
});
