import assert from "node:assert/strict";
import fc from "fast-check";
import { parseTemplate } from "../../../cloudformation";

const valueOf = (text: string): unknown => {
    const { value, mistakes } = parseTemplate(text);
    assert.deepEqual(mistakes, []);
    return value;
};
const mistakesIn = (text: string): string[] =>
    parseTemplate(text).mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("a CloudFormation template", () => {
    it("has its short forms written out, also inside each other", () => {
        assert.deepEqual(
            valueOf(`
A: !Sub "\${AWS::AccountId}-x"
B: !GetAtt Bucket.Arn.Part
C: !GetAtt [Bucket, Arn]
D: !If [Is, !Ref X, !Join ["", [a, !Select [0, !GetAZs ""]]]]
E: !Sub
    - "\${Y}"
    - { Y: !ImportValue other }
F: !Condition Is
G: !Not [!Equals [a, b]]
`),
            {
                A: { "Fn::Sub": "${AWS::AccountId}-x" },
                B: { "Fn::GetAtt": ["Bucket", "Arn.Part"] },
                C: { "Fn::GetAtt": ["Bucket", "Arn"] },
                D: {
                    "Fn::If": [
                        "Is",
                        { Ref: "X" },
                        { "Fn::Join": ["", ["a", { "Fn::Select": [0, { "Fn::GetAZs": "" }] }]] },
                    ],
                },
                E: { "Fn::Sub": ["${Y}", { Y: { "Fn::ImportValue": "other" } }] },
                F: { Condition: "Is" },
                G: { "Fn::Not": [{ "Fn::Equals": ["a", "b"] }] },
            },
        );
    });

    it("is read as CloudFormation reads it: YAML 1.1, in which a day is a text and yes is true", () => {
        assert.deepEqual(valueOf("AWSTemplateFormatVersion: 2010-09-09\nA: yes\nB: 12\nC: null\nD: 'no'\non: y"), {
            AWSTemplateFormatVersion: "2010-09-09",
            A: true,
            B: 12,
            C: null,
            D: "no",
            on: "y",
        });
    });

    it("may be JSON, and may repeat what an anchor names", () => {
        assert.deepEqual(valueOf('{ "Resources": { "A": { "Type": "X" } }, "L": [1, true, null] }'), {
            Resources: { A: { Type: "X" } },
            L: [1, true, null],
        });
        assert.deepEqual(valueOf("A: &a { B: !Ref C }\nD: *a"), { A: { B: { Ref: "C" } }, D: { B: { Ref: "C" } } });
    });

    it("is refused with the place of every mistake", () => {
        assert.deepEqual(mistakesIn("A: !Reff X\nB: 0123\nC: 12:30\n"), [
            '1:10 has the tag !Reff, which is no function of CloudFormation that a StackSet may use. Did you mean "!Ref"? Allowed: !Ref, !Condition, !And, !Base64, !Cidr, !Equals, !FindInMap, !GetAtt, !GetAZs, !If, !ImportValue, !Join, !Not, !Or, !Select, !Split, !Sub',
            '2:4 has the number 0123, which is read as 83: put it in quotes, "0123"',
            '3:4 has the number 12:30, which is read as 750: put it in quotes, "12:30"',
        ]);
        assert.match(mistakesIn("A: 1\nA: 2")[0] ?? "", /^2:1 is not valid YAML or JSON/);
        assert.match(mistakesIn("A: 1\n---\nB: 2")[0] ?? "", /^2:1 begins a second YAML document/);
        assert.match(mistakesIn('{"A": [1,}')[0] ?? "", /is not valid YAML or JSON/);
        assert.match(mistakesIn("A: &x {}\n<<: *x")[0] ?? "", /^2:1 merges maps with <</);
        assert.match(mistakesIn("? [a]\n: b")[0] ?? "", /has a list or a map as a key/);
        assert.match(mistakesIn("")[0] ?? "", /is empty/);
        assert.match(mistakesIn("# nothing\n")[0] ?? "", /is empty/);
        assert.match(mistakesIn("A: \u0007")[0] ?? "", /control character/);
    });

    it("is refused quickly if it expands to very much, or is nested very deeply", () => {
        const began = Date.now();
        const bombs = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(10)}]`);
        assert.match(mistakesIn(`a0: &a0 [1]\n${bombs.join("\n")}`)[0] ?? "", /has more than 60,000 values/);
        assert.match(mistakesIn("[".repeat(100) + "]".repeat(100))[0] ?? "", /more than 64 levels/);
        assert.ok(mistakesIn("[".repeat(100_000)).length > 0);
        assert.match(mistakesIn("A: &a [*a]")[0] ?? "", /./);
        assert.ok(Date.now() - began < 5_000);
    });

    it("is read or refused, and never fails, whatever it is", () => {
        const parts = [
            "A",
            ":",
            " ",
            "\n",
            "-",
            "&a",
            "*a",
            "!Sub",
            "!",
            "[",
            "]",
            "{",
            "}",
            ",",
            '"',
            "'",
            "|",
            "#",
            "<<",
            "0",
            "?",
            "%",
            "---",
            "\t",
        ];
        fc.assert(
            fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (text) => {
                const parsed = parseTemplate(text.join(""));
                assert.equal("value" in parsed, parsed.mistakes.length === 0);
                parsed.positionOf(["A", 0, "B"]);
            }),
            { numRuns: 2_000 },
        );
    });

    it("knows where a value is written", () => {
        const parsed = parseTemplate("Resources:\n    Bucket:\n        Type: AWS::S3::Bucket\n");
        assert.deepEqual(parsed.positionOf(["Resources", "Bucket", "Type"]), { line: 3, column: 15 });
        assert.deepEqual(parsed.positionOf(["Resources", "Bucket", "Properties", "Name"]), { line: 3, column: 9 });
    });
});
