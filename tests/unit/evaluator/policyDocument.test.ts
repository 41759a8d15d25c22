import assert from "node:assert/strict";
import {
    asList,
    conditionsOf,
    placedStatements,
    statementDocument,
    statementsOf,
    textsOf,
    isJsonMap,
    jsonAt,
    parsedJson,
} from "../../../evaluator/policyDocument";

const ONE = { Effect: "Deny", Action: "s3:*", Resource: "*" };
const TWO = { Effect: "Allow", Action: "*", Resource: "*" };

describe("evaluator: the statements of a document", () => {
    it("may be a list or a single one, as JSON text or parsed", () => {
        for (const document of [{ Statement: [ONE, TWO] }, JSON.stringify({ Statement: [ONE, TWO] })]) {
            assert.deepEqual(placedStatements(document), [
                { statement: ONE, index: 0, path: ["Statement", 0] },
                { statement: TWO, index: 1, path: ["Statement", 1] },
            ]);
        }
        assert.deepEqual(placedStatements({ Statement: ONE }), [{ statement: ONE, index: 0, path: ["Statement"] }]);
    });

    for (const document of [
        undefined,
        null,
        "",
        "{",
        "[]",
        "null",
        '"text"',
        3,
        [],
        {},
        { Statement: [] },
        { Statement: null },
    ]) {
        it(`do not exist in ${JSON.stringify(document)}`, () => {
            assert.deepEqual(statementsOf(document), []);
        });
    }

    it("keep their positions next to list items that are not statements", () => {
        const document = { Statement: ["text", null, [ONE], ONE] };
        assert.deepEqual(placedStatements(document), [{ statement: ONE, index: 3, path: ["Statement", 3] }]);
        assert.equal(statementDocument(document), undefined);
        assert.equal(statementDocument({}), undefined);
        assert.deepEqual(statementDocument({ Id: "x", Statement: ONE }), { Id: "x", Statement: [ONE] });
    });

    it("have elements with one value or several, and one condition a line", () => {
        assert.deepEqual([asList(undefined), asList("a"), asList(["a", 1])], [[], ["a"], ["a", 1]]);
        assert.deepEqual(textsOf(["a", 1, null, "b"]), ["a", "b"]);
        const Condition = { Bool: { "a:b": "true", "c:d": ["true", false] }, Null: { "e:f": "true" }, Wrong: "text" };
        assert.deepEqual(conditionsOf({ Condition }), [
            { operator: "Bool", key: "a:b", values: ["true"] },
            { operator: "Bool", key: "c:d", values: ["true", false] },
            { operator: "Null", key: "e:f", values: ["true"] },
        ]);
        for (const wrong of [{}, { Condition: "text" }, { Condition: null }]) assert.deepEqual(conditionsOf(wrong), []);
    });
});

describe("values of JSON", () => {
    it("do not exist for a text that is not JSON; an object is neither a list nor null", () => {
        assert.equal(parsedJson("{"), undefined);
        assert.deepEqual(parsedJson("[1]"), [1]);
        assert.deepEqual(
            [{}, { a: 1 }, [], null, "{}", undefined].map((value) => isJsonMap(value)),
            [true, true, false, false, false, false],
        );
    });

    it("are found by their path, by own keys only", () => {
        const value = { a: [{ b: null }, 2] };
        assert.equal(jsonAt(value, ["a", 1]), 2);
        assert.equal(jsonAt(value, ["a", 0, "b"]), null);
        assert.equal(jsonAt(value, ["a", 0, "b", "c"]), undefined);
        assert.equal(jsonAt(value, ["constructor"]), undefined);
        assert.equal(jsonAt(value, []), value);
    });
});
