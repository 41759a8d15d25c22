import assert from "node:assert/strict";
import { ACCOUNT_NAME, EMAIL, ROLE_NAME, SERVICE_PRINCIPAL, TAGS, UNIT_NAME } from "../../../limits";
import { mistakes, refused, withAccount, type Definition } from "./definitionFixtures";

/** A definition whose only mistake is a text at a path. */
interface Rule {
    readonly what: string;
    readonly path: string;
    readonly definition: (text: string) => Definition;
    readonly good: readonly string[];
    readonly bad: readonly string[];
}

const x = (count: number): string => "x".repeat(count);

const RULES: readonly Rule[] = [
    {
        what: ACCOUNT_NAME.what,
        path: "units.Unit.accounts.shop.name",
        definition: (name) => withAccount({ name }),
        good: ["a", "Shop (production)", "A & B, Ltd.", "~!@#$%^*()_+-={}[]|\\:;\"',.?/`", " ", x(50)],
        bad: ["", x(51), "Größe", "a<b", "a>b", "tab\there", "line\nline", "日本", "😀"],
    },
    {
        what: EMAIL.what,
        path: "units.Unit.accounts.shop.email",
        definition: (email) => withAccount({ email }),
        good: [
            "a@b.co",
            "aws+shop@example.com",
            "first.last@sub.example.co.uk",
            "UPPER@EXAMPLE.COM",
            "o_o-o@ex-ample.com",
            "!#$*+-./=?^_`{}~@example.com".replace("{}", ""),
            "1@2.33",
            "a@1.2.3.4",
            `${x(52)}@example.com`,
        ],
        bad: [
            "a@b.c",
            `${x(53)}@example.com`,
            "example.com",
            "@example.com",
            "aws@",
            "aws@example",
            "aws@@example.com",
            "a@b@example.com",
            ".aws@example.com",
            "aws shop@example.com",
            "aws@exam ple.com",
            " aws@example.com",
            "aws@example.com ",
            "aws@.example.com",
            "aws@-example.com",
            "aws@example.com.",
            "aws@example.com-",
            "aws@example..com",
            "aws@exa_mple.com",
            "aws@exämple.com",
            "größe@example.com",
            ...[...`"'()<>[]:;,\\|%&`].map((character) => `a${character}b@example.com`),
            "Ada <ada@example.com>",
        ],
    },
    {
        what: ROLE_NAME.what,
        path: "units.Unit.accounts.shop.roleName",
        definition: (roleName) => withAccount({ roleName }),
        good: ["OrganizationAccountAccessRole", "a", "_+=,.@-", x(64)],
        bad: ["", x(65), "path/role", "with space", "Rölle", "a:b", "a*"],
    },
    {
        what: UNIT_NAME.what,
        path: "units.Unit.name",
        definition: (name) => ({ units: { Unit: { name } } }),
        good: ["a", "Policy Staging", "Größe <&> 日本", x(128)],
        bad: ["", x(129), "line\nline"],
    },
    {
        what: "tag value",
        path: "units.Unit.tags.Key",
        definition: (Key) => ({ units: { Unit: { tags: { Key } } } }),
        good: ["", "shop", "a b_c.d:e/f=g+h-i@j", "Größe", "日本", x(256)],
        bad: [x(257), "a,b", "a;b", "a*", "(a)", "a\tb", "a\nb", "😀", "a&b", '"a"'],
    },
    {
        what: SERVICE_PRINCIPAL.what,
        path: "organization.serviceAccess[0]",
        definition: (service) => ({ organization: { serviceAccess: [service] } }),
        good: [
            "cloudtrail.amazonaws.com",
            "config-multiaccountsetup.amazonaws.com",
            "member.org.stacksets.cloudformation.amazonaws.com",
        ],
        bad: [
            "",
            "cloudtrail",
            "amazonaws.com",
            "CloudTrail.amazonaws.com",
            "cloudtrail.amazonaws.com.evil.com",
            "a b.amazonaws.com",
        ],
    },
];

describe("definition: AWS's rules of names", () => {
    for (const { what, path, definition, good, bad } of RULES) {
        it(`${what}: accepts ${good.length} valid texts`, () => {
            for (const text of good) assert.deepEqual(mistakes(definition(text)), [], JSON.stringify(text));
        });
        it(`${what}: refuses ${bad.length} invalid texts, at their place`, () => {
            for (const text of bad) {
                const [mistake, ...more] = mistakes(definition(text));
                assert.equal(more.length, 0, JSON.stringify(text));
                assert.equal(mistake?.path, path, JSON.stringify(text));
                assert.ok(
                    mistake.message.includes(`${what} ${JSON.stringify(text)}`),
                    `${JSON.stringify(text)}: ${mistake.message}`,
                );
            }
        });
    }

    it("tag keys: accepts valid ones and refuses invalid ones", () => {
        const tags = (key: string): Definition => ({ units: { Unit: { tags: { [key]: "v" } } } });
        for (const key of ["a", "Cost Center", "a.b:c/d=e+f-g@h", "Größe", "awsome", x(128)]) {
            assert.deepEqual(mistakes(tags(key)), [], key);
        }
        for (const key of ["", x(129), "aws:team", "AWS:team", "a,b", "a*", "a&b", "😀"]) {
            const [mistake, ...more] = mistakes(tags(key));
            assert.ok(mistake?.message.includes(`tag ${key}: tag key ${JSON.stringify(key)}`), key);
            assert.equal(more.length, 0);
        }
    });

    it("tag keys: refuses the program's own marks wherever tags are written, once each", () => {
        const message =
            /keys of tags that begin with aws-organization: are marks that this program sets itself[^]*write `kind: sandbox`/;
        for (const key of ["aws-organization:kind", "aws-organization:", "AWS-Organization:Kind"]) {
            const tags = { [key]: "sandbox" };
            const cases: readonly [Definition, string][] = [
                [{ defaults: { tags }, units: { A: { units: { B: {} } } } }, "defaults.tags"],
                [{ units: { A: { tags, units: { B: {} } } } }, "units.A.tags"],
                [{ units: { A: { ownTags: tags } } }, "units.A.ownTags"],
                [{ units: { A: { accounts: { a: { email: "a@example.com", tags } } } } }, "units.A.accounts.a.tags"],
                [{ policies: { p: { guardrail: "deny-root-user", tags } } }, "policies.p.tags"],
            ];
            for (const [definition, path] of cases) {
                const [mistake, ...more] = mistakes(definition);
                assert.equal(mistake?.path, `${path}.${JSON.stringify(key)}`);
                assert.match(mistake.message, message);
                assert.deepEqual(more, []);
            }
        }
        assert.deepEqual(mistakes({ units: { A: { tags: { "my-aws-organization:kind": "x" } } } }), []);
    });

    it("tags: counts the mark of a sandbox", () => {
        const tags = Object.fromEntries(Array.from({ length: TAGS.max }, (_, index) => [`a${index}`, "v"]));
        assert.deepEqual(mistakes({ units: { Unit: { tags } } }), []);
        const [mistake, ...more] = mistakes({ units: { Unit: { tags, kind: "sandbox" } } });
        assert.match(
            mistake?.message ?? "",
            /unit Unit has 51 tags, inherited ones included and aws-organization:kind, which marks a sandbox: AWS allows 50/,
        );
        assert.deepEqual(more, []);
    });

    it("tags: accepts AWS's number, inherited ones included, and no more", () => {
        const some = (prefix: string, count: number): Record<string, string> =>
            Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, "v"]));
        const definition = (inherited: number, own: number): Definition => ({
            units: { Unit: { tags: some("a", inherited), units: { Below: { tags: some("b", own) } } } },
        });
        assert.deepEqual(mistakes(definition(20, TAGS.max - 20)), []);
        const [mistake] = mistakes(definition(20, TAGS.max - 19));
        assert.equal(mistake?.path, "units.Unit.units.Below.tags");
        assert.match(mistake.message, /unit Unit\/Below has 51 tags, inherited ones included: AWS allows 50/);
    });

    it("tags: reports one key in two spellings, inherited or not", () => {
        refused(
            "units: { U: { tags: { Team: a }, units: { V: { tags: { ▶team: b } } } } }",
            "unit U/V has the tags Team and team, which differ only in upper and lower case: keep one",
        );
    });

    it("service access: reports the wrong one of several, although the model sorts them", () => {
        refused(
            "organization:\n  serviceAccess:\n    - sso.amazonaws.com\n    - ▶BAD\n    - config.amazonaws.com\n",
            'service principal "BAD"',
        );
    });
});
