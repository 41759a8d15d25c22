import assert from "node:assert/strict";
import { refused, yaml } from "./definitionFixtures";

/** A common mistake causes one message, which says what to write. */
describe("definition: one cause, one message", () => {
    const syntax: readonly [string, string, string][] = [
        [
            "the e-mail's pattern without quotes in braces",
            "defaults: { email: aws+▶{account}@example.com, tags: { A: b } }\nunits:\n  A:\n    tags: { C: d }\n",
            'a text with { or } in it must be in quotes, "aws+{account}@example.com"',
        ],
        [
            "a pattern that begins with a brace",
            "defaults:\n  email: {account}▶@example.com\nunits: { A: }\n",
            'a text with { or } in it must be in quotes, "{account}@example.com"',
        ],
        [
            "an asterisk without quotes",
            "policies: { p: { document: { Action: ▶*, Resource: x } } }",
            '* alone is an alias of YAML: put it in quotes, "*"',
        ],
        ["an asterisk in a list", "guardrails:\n  - ▶*\n", 'put it in quotes, "*"'],
        [
            "a pattern that begins with an asterisk",
            "guardrails: [▶*:Get]",
            'If it is a text, put it in quotes, "*:Get"',
        ],
        [
            "a colon in a text",
            "policies: { p: }\nassertions:\n  a:\n    because: ▶one: two\n",
            'a text with ": " in it must be in quotes',
        ],
        [
            "a key that is indented further than the one before",
            "defaults:\n  email: aws@example.com\n   ▶tags: { A: b }\n",
            "this line is indented further than the one before, so YAML reads it as more of that text: begin both keys in the same column",
        ],
        [
            "the same in a list",
            "assertions:\n  - because: one\n     ▶deny: two\n",
            "begin both keys in the same column",
        ],
        [
            "a key that is indented less",
            "defaults:\n    email: aws@example.com\n  ▶tags: { A: b }\n",
            "this line is indented otherwise than the keys around it: begin all keys of one map in the same column",
        ],
        [
            "a text that begins with @",
            "defaults:\n  email: ▶@example.com\n",
            'a text that begins with "@" must be in quotes',
        ],
    ];
    for (const [what, text, message] of syntax) it(what, () => void refused(text, message));

    const accounts = (account: string): string =>
        `units: { A: { accounts: { a: { email: a@example.com, ${account} } } } }`;
    const forms: readonly [string, string][] = [
        [
            accounts("▶invite: false"),
            "is the boolean false, and must be true, or a map with notes or again. Leave it out",
        ],
        [
            accounts("invite: { ▶noets: x }"),
            'unknown key "noets". Did you mean "notes"?\nAllowed here: again and notes.',
        ],
        [accounts("invite: { ▶notes: 5 }"), 'put it in quotes, "5"'],
        [
            "units: { PolicyStaging: }\npolicies: { p: { guardrail: deny-root-user, staged: { ▶paramters: {} } } }",
            'Did you mean "parameters"?\nAllowed here: document, file and parameters.',
        ],
        [
            "policies: { p: { guardrail: deny-root-user, ▶staged: 5 } }",
            "must be true, or the parameters, document or file",
        ],
        ["units: { A: { ▶kind: constructor } }", '"constructor" is not allowed. Allowed: plain,'],
        ["organization: { policyTypes: [▶toString] }", '"toString" is not allowed. Allowed: SERVICE_CONTROL_POLICY,'],
        ["policies: { p: { merge: [▶constructor, ▶hasOwnProperty] } }", "there is no policy"],
    ];
    for (const [text, message] of forms) {
        it(`says what is wrong in ${text.replaceAll("▶", "")}`, () => {
            refused(text, message, ...(text.includes("merge") ? [message] : []));
        });
    }

    const consequences: readonly [string, string, string][] = [
        ["a misspelt kind", "units: { A: { ▶kind: sandbx, without: [deny-purchases] } }", 'Did you mean "sandbox"?'],
        ["a misspelt key kind", "units: { A: { ▶knd: sandbox, without: [deny-purchases] } }", 'Did you mean "kind"?'],
        [
            "a misspelt kind beside a framework",
            "units: { A: { ▶kind: sandbx, compliance: [pci-dss], without: [deny-purchases] } }",
            'Did you mean "sandbox"?',
        ],
        [
            "a misspelt framework",
            "compliance: [▶pci-ds]\nwithout: [protect-trail]\nunits: { A: }",
            'Did you mean "pci-dss"?',
        ],
        [
            "frameworks that are no list",
            "units: { A: { ▶compliance: pci-dss, without: [protect-trail] } }",
            "must be a list",
        ],
        [
            "a misspelt key compliance",
            "▶complience: [pci-dss]\nwithout: [protect-trail]\nunits: { A: }",
            'Did you mean "compliance"?',
        ],
        [
            "a misspelt key of what is required",
            "units: { A: }\naccounts: { a: { ▶uint: A, email: a@example.com } }",
            'Did you mean "unit"?',
        ],
        [
            "a misspelt part of a contact",
            "defaults: { contacts: { billing: { name: a, title: b, email: a@example.com, ▶phon: c } } }",
            'Did you mean "phone"?',
        ],
    ];
    for (const [what, text, message] of consequences) {
        it(`reports ${what}, and not what follows from it`, () => void refused(text, message));
    }

    it("reports two mistakes where neither follows from the other", () => {
        refused(
            "units: { A: { ▶name: 5, ▶without: [deny-purchases] } }",
            "must be a text",
            "this unit names no kind: leave `without` out",
        );
        refused(
            "units: { A: }\naccounts: { ▶a: { ▶colour: red } }",
            "is missing: give the account's unit",
            "unknown key",
        );
    });

    it("reports a policy without statements once, and not where it is merged", () => {
        refused(
            'policies: { ▶own: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [] } }, m: { merge: [deny-root-user, own] } }',
            "there are no statements",
        );
    });

    it("reports an e-mail pattern where it is written, and not for each account", () => {
        refused(
            "defaults: { ▶email: 'a+{acount}@example.com' }\nunits: { A: { accounts: { a: , b: , c: } } }",
            "the only placeholder is {account}",
        );
    });

    const STATEMENTS = yaml`
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
            Action: [s3:Get*, ▶s3]
            Resource: "*"
            Condition: { StringEquals: { ▶region: eu-west-1 }, ▶Sting: { "aws:a": b } }
          - ▶Effect: deny
            Action: s3:*
            Resource: [▶bucket]
            ▶Resorce: x
          - ▶{ Action: s3:*, Resource: "*" }
    `;

    it("points to the wrong value in a service control policy", () => {
        const messages = [
            '"s3" in Action',
            'condition key "region"',
            'unknown condition operator "Sting"',
            'Effect "deny"',
            '"bucket" in Resource',
            'unknown element "Resorce"',
            "statement 3 has no Effect",
        ];
        const indented = STATEMENTS.replace(/^/gm, "        ");
        const found = refused(
            `policies:\n  p:\n      type: SERVICE_CONTROL_POLICY\n      document:\n${indented.trimEnd()}\n`,
            ...messages,
        );
        assert.equal(found[0]?.path, "policies.p.document.Statement[0].Action[1]");
    });

    it("points to the wrong value in a JSON file", () => {
        const json = [
            "{",
            '  ▶"Version": "2012-10-18",',
            '  "Statement": [{ "Effect": "Deny", "Resource": "*",',
            '    "Action": ["a:b",',
            '      ▶"x"] }]',
            "}",
        ].join("\n");
        refused(
            { "a.yaml": "policies: { p: { type: SERVICE_CONTROL_POLICY, file: p.json } }", "p.json": json },
            'the Version is "2012-10-18"',
            '"x" in Action',
        );
        refused(
            {
                "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }",
                "p.json": '{ "tags": { "A": { ▶"tagkey": 1 } } }',
            },
            "tagkey",
        );
    });

    it("says where and why a text is not JSON", () => {
        const cases: readonly [string, string][] = [
            ['{ "a": 1,\n ▶}', '"}" is not expected here: is there one comma too many before it?'],
            ['{ "a": [1,▶] }', '"]" is not expected here: is there one comma too many before it?'],
            ["{\n ▶// comment\n}", "JSON has no comments"],
            ["{ ▶'a': 1 }", '"\'" is not expected here'],
            ['{ "a": 1▶', "it ends before it is complete"],
            ["▶", "it ends before it is complete"],
        ];
        for (const [text, message] of cases) {
            refused(
                { "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }", "p.json": text },
                `is not valid JSON: ${message}`,
            );
        }
    });
});
