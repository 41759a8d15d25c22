import assert from "node:assert/strict";
import { load, mistakes } from "../../../definition/definitionFixtures";
import { baselineMistakes, ORGANISATION } from "../baselineFixture";

/** Asserts that a definition has these mistakes, in this order, and no others. */
function refuses(text: string, expected: readonly RegExp[]): void {
    const found = baselineMistakes(text);
    for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
    assert.equal(found.length, expected.length, found.join("\n"));
}

describe("mistakes of a baseline", () => {
    it("are all reported at once, with the nearest word", () => {
        refuses(
            `
baseline:
    pasword-policy:
    ebs-encryption: { regions: [eu-central-9, eu-west-1, eu-west-1] }
    log-retention: { day: 365 }
    constructor:
    other: { block: pasword-policy }
    a b:
    off: false
    number: 5
    both: { block: ebs-encryption, roles: { a: { trust: { services: ec2.amazonaws.com }, managedPolicies: [ReadOnlyAccess] } } }
    policy: { block: password-policy, parameters: { minimumLength: 20 } }
    s3-public-access-block: { regions: [eu-west-1, eu-central-1] }
`,
            [
                /^baseline\.pasword-policy: there is no block "pasword-policy" in the library\. Did you mean "password-policy"\?.*`block`, `template` or `roles`/,
                /^baseline\.ebs-encryption\.regions\[0\]: there is no region "eu-central-9"/,
                /^baseline\.ebs-encryption\.regions\[2\]: names eu-west-1 a second time/,
                /^baseline\.log-retention\.day: block log-retention has no parameter "day"\. Did you mean "days"\?/,
                /^baseline\.constructor: there is no block "constructor"/,
                /^baseline\.other\.block: there is no block "pasword-policy".*Did you mean "password-policy"\?/,
                /^baseline\."a b": .*use letters, digits and hyphens/,
                /^baseline\.off: takes out "off", which no place above brings/,
                /^baseline\.number: is the number 5, and must be a map/,
                /^baseline\.both: gives block and roles: keep one/,
                /^baseline\.policy\.parameters: .*directly below the block/,
                /^baseline\.s3-public-access-block\.regions: names 2 regions, but the block is about the account/,
            ],
        );
    });

    it("are unknown keys in a block of any name, with the keys that are allowed", () => {
        refuses(
            `
baseline:
    oncall: { roles: { oncall: { trust: { account: "1111" }, managedPolicys: [ReadOnlyAccess] } } }
units: { A: { baseline: { night: { roles: { night: { trust: { service: ec2.amazonaws.com }, managedPolicies: [ReadOnlyAccess] } } } } } }
`,
            [
                /^baseline\.oncall\.roles\.oncall\.trust\.account: unknown key "account"\. Did you mean "accounts"\?\nAllowed here: accounts, externalId, roles and services\.$/,
                /^baseline\.oncall\.roles\.oncall\.managedPolicys: unknown key "managedPolicys"\. Did you mean "managedPolicies"\?\nAllowed here: boundary, /,
                /^units\.A\.baseline\.night\.roles\.night\.trust\.service: unknown key "service"\. Did you mean "services"\?/,
            ],
        );
    });

    it("are missing maps, with the keys that they have", () => {
        refuses("baseline: { oncall: { roles: { oncall: { managedPolicies: [ReadOnlyAccess] } } } }", [
            /^baseline\.oncall\.roles\.oncall\.trust: is missing: give a map of keys\. Allowed in it: accounts, externalId, roles and services$/,
        ]);
    });

    it("are unknown keys inside a parameter of the library, with the keys that are allowed", () => {
        refuses(
            `
baseline:
    backup-vault: { plan: { keepDay: 3, constructor: 1 } }
    deploy: { block: deploy-role, repository: acme/shop, branch: main, permissions: ["s3:*"], boundary: { customerManaged: { name: a, pat: / } } }
`,
            [
                /^baseline\.backup-vault\.plan\.keepDay: parameter plan of block backup-vault has no key "keepDay"\. Did you mean "keepDays"\? Allowed here: keepDays, schedule, tagKey and tagValue$/,
                /^baseline\.backup-vault\.plan\.constructor: .* has no key "constructor"/,
                /^baseline\.deploy\.boundary\.customerManaged\.pat: parameter boundary\.customerManaged of block deploy-role has no key "pat"\. Allowed here: name$/,
            ],
        );
    });

    it("are values that are too small or too large, in plain words", () => {
        refuses(
            `
baseline:
    password-policy: { minimumLength: 200 }
    short: { block: password-policy, minimumLength: 5 }
    backup-vault: { plan: { tagKey: ${"x".repeat(129)} } }
    untagged: { block: backup-vault, plan: { tagKey: "" } }
    oncall: { roles: { oncall: { trust: { accounts: "111122223333" }, hours: 13 } } }
`,
            [
                /^baseline\.password-policy\.minimumLength: is 200, and must be at most 128 \(block/,
                /^baseline\.short\.minimumLength: is 5, and must be at least 6 \(block/,
                /^baseline\.backup-vault\.plan\.tagKey: has 129 characters, and must have at most 128 \(block/,
                /^baseline\.untagged\.plan\.tagKey: is an empty text \(block/,
                /^baseline\.oncall\.roles\.oncall\.hours: is 13, and must be at most 12$/,
            ],
        );
    });

    it("are reported once, although every place below inherits them", () => {
        refuses(
            `
baseline: { log-retention: { days: none }, nothing: }
units: { Workloads: { baseline: { log-retention: { days: 7 }, nothing: false }, accounts: { a: {}, b: {} } } }
`,
            [/^baseline\.log-retention\.days: /, /^baseline\.nothing: there is no block/],
        );
    });

    it("below the place that brings a block are what cannot differ there", () => {
        refuses(
            `
baseline:
    ebs-encryption:
    deploy: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ["s3:*"] }
    readers: { roles: { reader: { trust: { accounts: "111122223333" }, managedPolicies: [ReadOnlyAccess] } } }
units:
    Workloads:
        baseline:
            ebs-encryption: { regions: [eu-west-1], keepStacks: true, managementAccount: true }
            deploy: { block: read-only-role }
            readers: { roles: {} }
        accounts:
            a: { baseline: { deploy: { permissions: ["ecs:*"] }, ebs-encryptoin: false } }
            b: { baseline: { deploy: { block: deploy-role, environment: test } } }
    Sandbox: { accounts: { c: { baseline: { deploy: { permissions: ["ecs:*"] } } } } }
`,
            [
                /ebs-encryption\.regions: is said once, where block ebs-encryption begins \(.*:\d+:\d+\)/,
                /ebs-encryption\.keepStacks: is said once/,
                /ebs-encryption\.managementAccount: is allowed at the root only/,
                /deploy\.block: is said once/,
                /readers\.roles: is said once/,
                /a\.baseline\.ebs-encryptoin: takes out "ebs-encryptoin".*Did you mean "ebs-encryption"\? There are ebs-encryption, deploy and readers\. Remove the line$/,
                /c\.baseline\.deploy\.permissions: "permissions" shapes the template of block deploy/,
            ],
        );
    });

    it("are two places that mean different templates by one key", () => {
        refuses(
            `
units:
    One: { baseline: { deploy: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ["s3:*"] } } }
    Two: { baseline: { deploy: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ["ec2:*"] } } }
    Three: { baseline: { deploy: { block: deploy-role, repository: acme/blog, environment: test, permissions: ["s3:*"] } } }
    Four: { baseline: { deploy: { block: deploy-role, keepStacks: true, repository: acme/shop, environment: prod, permissions: ["s3:*"] } } }
`,
            [
                /^units\.Two\.baseline\.deploy: block deploy makes another template than at .*organization\.yaml:\d+/,
                /^units\.Four\.baseline\.deploy: block deploy has other keepStacks/,
            ],
        );
    });

    it("are regions that nothing says", () => {
        const found = mistakes(`
organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }
baseline: { ebs-encryption: , password-policy: }
units: { Workloads: { regions: [eu-central-1], baseline: { log-retention: } } }
`).map(({ path, message }) => `${path}: ${message}`);
        assert.equal(found.length, 1);
        assert.match(
            found[0] ?? "",
            /^baseline\.ebs-encryption: .*nothing says which: write `regions: \[eu-central-1\]`/,
        );
    });

    it("are an organisation that StackSets cannot reach", () => {
        const without = mistakes("baseline: { password-policy: }");
        assert.match(
            without[0]?.message ?? "",
            /serviceAccess: \[member\.org\.stacksets\.cloudformation\.amazonaws\.com\]/,
        );
        const billing = mistakes("organization: { featureSet: CONSOLIDATED_BILLING }\nbaseline: { password-policy: }");
        assert.match(billing[0]?.message ?? "", /a baseline needs all features/);
        load("rollOut: { concurrency: 5 }");
    });

    it("are rings of units that do not exist, or shares that are none", () => {
        refuses(
            `
rollOut: { rings: [[Sandbx], [others, Sandbox], [Sandbox], [others]], failureTolerance: -1, concurrency: 0% }
units: { Sandbox: {} }
`,
            [
                /^rollOut\.rings\[0\]\[0\]: there is no unit "Sandbx"\. Did you mean "Sandbox"\?/,
                /^rollOut\.rings\[1\]: has others beside units/,
                /^rollOut\.rings\[2\]\[0\]: names "Sandbox" a second time/,
                /^rollOut\.rings\[3\]\[0\]: names "others" a second time/,
                /^rollOut\.failureTolerance: -1 is no number of accounts/,
                /^rollOut\.concurrency: "0%" is no share: write one from 1% to 100%/,
            ],
        );
    });

    it("of roles are who may take them, and everything that they may do", () => {
        refuses(
            `
baseline:
    none: { roles: {} }
    r:
        roles:
            OrganizationAccountAccessRole: { trust: { services: s3 }, managedPolicies: [ReadOnlyAccess] }
            b: { trust: { services: ec2.amazonaws.com }, statements: [{ Effect: Allow, Action: "*", Resource: "*" }] }
            c: { trust: { accounts: [a, nobody], roles: arn:aws:iam::1:user/x }, statements: [{ Effect: Maybe, Action: "s3:*" }] }
            d/e: { trust: {}, managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"], path: x }
            f: { trust: { services: ec2.amazonaws.com }, boundary: "a b" }
units: { Workloads: { accounts: { a: {} } } }
`,
            [
                /none\.roles: has no roles/,
                /OrganizationAccountAccessRole: role OrganizationAccountAccessRole is the access role of account a/,
                /OrganizationAccountAccessRole\.trust\.services: "s3" is no service/,
                /b\.statements\[0\]: lets role b do everything/,
                /c\.trust\.accounts: account "a" has no `id` in the definition/,
                /c\.trust\.roles: "arn:aws:iam::1:user\/x" is no role/,
                /c\.statements\[0\]: a statement needs Resource or NotResource/,
                /c\.statements\[0\]\.Effect: the Effect must be Allow or Deny/,
                /roles\.d\/e: role name/,
                /d\/e\.trust: names nobody/,
                /d\/e\.managedPolicies\[0\]: is an ARN/,
                /d\/e\.path: .*begins and ends with a slash, such as \/platform\//,
                /f: role f may do nothing/,
                /f\.boundary: /,
            ],
        );
    });
});

describe("texts of roles that AWS refuses", () => {
    const role = (more: string, trust = "services: ec2.amazonaws.com"): string =>
        `baseline: { r: { roles: { a: { trust: { ${trust} }, managedPolicies: [ReadOnlyAccess]${more} } } } }\nunits: { Workloads: { accounts: { a: {} } } }\n`;

    const wrong: readonly (readonly [string, RegExp])[] = [
        [role(", path: /aws-reserved/x/"), /a\.path: path of a role "\/aws-reserved\/x\/" has a form that AWS refuses/],
        [role(', description: "中"'), /a\.description: description of a role "中" has a form that AWS refuses/],
        [role("", 'accounts: "111122223333", externalId: "x y"'), /a\.trust\.externalId: external id "x y" has a form/],
        [role("", "services: ec2.amazonaws.com, externalId: abc"), /a\.trust\.externalId: is for accounts and roles/],
        [
            role("").replace("[ReadOnlyAccess]", "[ReadOnlyAccess, ReadOnlyAccess]"),
            /managedPolicies\[1\]: names "ReadOnlyAccess" a second time/,
        ],
        [
            role("").replace(
                "{ a: {",
                "{ A: { trust: { services: ec2.amazonaws.com }, managedPolicies: [ReadOnlyAccess] }, a: {",
            ),
            /roles\.a: is role A to IAM, which does not tell names apart by their case/,
        ],
        [
            "baseline: { ebs-encryption: { regions: [eu-west-1, cn-north-1] } }",
            /ebs-encryption\.regions: names eu-west-1 and cn-north-1, which are in two partitions/,
        ],
    ];
    for (const [text, expected] of wrong)
        it(`are mistakes: ${expected.source.slice(0, 40)}`, () => refuses(text, [expected]));

    it("are warned of where a service may be misspelt", () => {
        const warnings = (service: string): string[] => {
            const organization = load(ORGANISATION + role("", `services: ${service}`));
            return organization.features.warnings(organization).filter((one) => one.includes("trusts"));
        };
        assert.match(
            warnings("lamda.amazonaws.com").join(),
            /organization\.yaml:\d+:\d+: role a trusts lamda\.amazonaws\.com, which this program does not know\. Did you mean lambda\.amazonaws\.com\?/,
        );
        for (const known of ["lambda.amazonaws.com", "ec2.amazonaws.com", "quantum.amazonaws.com"])
            assert.deepEqual(warnings(known), []);
    });
});
