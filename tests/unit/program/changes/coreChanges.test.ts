import assert from "node:assert/strict";
import { changeLines, reviewBetween, unbound } from "./reviewedDefinitions";

interface Written {
    readonly organization?: string;
    readonly defaults?: string;
    readonly units?: string;
    readonly shop?: string;
    readonly more?: string;
}

function definition({
    organization = "",
    defaults = "",
    units = "",
    shop = "unit: Workloads",
    more = "",
}: Written): string {
    return `
organization: { ${organization} }
defaults: { email: "{account}@example.com", ${defaults} }
units:
    Workloads: {}
    Sandbox: { kind: sandbox }
    ${units}
accounts:
    shop: { ${shop} }
    ${more}
`;
}

const SANDBOX = "unit: Sandbox";
const ACCOUNT_ACCESS = "serviceAccess: [account.amazonaws.com]";

describe("the words on accounts, units and the organisation", function () {
    this.timeout(60_000);
    const cases: readonly { about: string; before?: Written; after?: Written; expected: readonly string[] }[] = [
        {
            about: "an account that is added",
            after: { more: "data: { unit: Workloads }" },
            expected: ["routine: Account data is created in Workloads, with the e-mail data@example.com."],
        },
        {
            about: "an account that moves",
            after: { shop: SANDBOX },
            expected: ["attention: Account shop moves from Workloads to Sandbox."],
        },
        {
            about: "an account that moves and loses a guardrail, as is acknowledged",
            before: { units: "Guarded: { guardrails: [deny-purchases] }", shop: "unit: Guarded" },
            after: {
                units: "Guarded: { guardrails: [deny-purchases] }",
                shop: "unit: Workloads, acknowledge: { loses: [deny-purchases] }",
            },
            expected: [
                "danger: Account shop moves from Guarded to Workloads, and loses 1 guardrail, as is acknowledged.",
            ],
        },
        {
            about: "an account that moves with an acknowledgement of an earlier move",
            after: { shop: `${SANDBOX}, acknowledge: { loses: [deny-purchases] }` },
            expected: ["attention: Account shop moves from Workloads to Sandbox."],
        },
        {
            about: "a unit that becomes a sandbox",
            before: { units: "Lab: {}" },
            after: { units: "Lab: { kind: sandbox }" },
            expected: [
                "danger: Unit Lab becomes a sandbox: its accounts can be emptied, and closed without an acknowledgement. [turn unit Lab into a sandbox]",
                "attention: Guardrail deny-leaving-organization binds unit Lab from now on.",
                "attention: Guardrail deny-purchases binds unit Lab from now on.",
            ],
        },
        {
            about: "an account with another name and tags",
            before: { organization: ACCOUNT_ACCESS },
            after: { organization: ACCOUNT_ACCESS, shop: 'unit: Workloads, name: "Shop of Ada", tags: { Owner: ada }' },
            expected: [
                'routine: Account shop gets another name in AWS: "Shop of Ada" instead of "shop".',
                "routine: Account shop gets other tags.",
            ],
        },
        {
            about: "an account that is to be closed",
            before: { shop: SANDBOX },
            after: { shop: `${SANDBOX}, state: closing` },
            expected: [
                "attention: Account shop is to be closed: nothing protects it any more. It is closed when a later change removes it from the definition.",
            ],
        },
        {
            about: "a unit that comes",
            after: { units: "New: {}" },
            expected: ["routine: Unit New is created."],
        },
        {
            about: "a unit that goes",
            before: { units: "Old: { tags: { Owner: ada } }" },
            expected: ["attention: Unit Old is deleted. AWS deletes only an empty unit."],
        },
        {
            about: "a unit with another name",
            before: { units: "Labs: {}" },
            after: { units: 'Labs: { name: "Laboratory" }' },
            expected: ['routine: Unit Labs gets another name in AWS: "Laboratory" instead of "Labs".'],
        },
        {
            about: "a unit with other tags",
            before: { units: "Labs: {}" },
            after: { units: "Labs: { tags: { Owner: ada } }" },
            expected: ["routine: Unit Labs gets other tags."],
        },
        {
            about: "a service that may work with the organisation",
            before: { organization: "serviceAccess: [ram.amazonaws.com]" },
            after: { organization: "serviceAccess: [ram.amazonaws.com, config.amazonaws.com]" },
            expected: ["attention: Service config.amazonaws.com may work with the organisation from now on."],
        },
        {
            about: "a service that may no longer",
            before: { organization: "serviceAccess: [ram.amazonaws.com, config.amazonaws.com]" },
            after: {
                organization: "serviceAccess: [ram.amazonaws.com], withoutServiceAccess: [config.amazonaws.com]",
            },
            expected: ["attention: Service config.amazonaws.com may no longer work with the organisation."],
        },
        {
            about: "a type of policies",
            after: { organization: "policyTypes: [TAG_POLICY]" },
            expected: ["attention: Policies of the type TAG_POLICY can be attached from now on."],
        },
    ];
    for (const { about, before = {}, after = {}, expected } of cases) {
        it(`on ${about}`, async () => {
            const review = await reviewBetween(definition(before), definition(after));
            assert.deepEqual(changeLines(review), expected);
            const needed = expected.flatMap((line) => /\[(.*)\]$/.exec(line)?.[1] ?? []);
            assert.deepEqual(review.acknowledgements.missing.map(unbound), needed);
        });
    }
});
