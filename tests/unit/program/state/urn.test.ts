import assert from "node:assert/strict";
import fc from "fast-check";
import { parseUrn } from "../../../../program/state/urn";

describe("program: a URN", () => {
    it("contains the type, the parent's type and the name", () => {
        assert.deepEqual(parseUrn("urn:pulumi:dev::aws-organization::a:b:Parent$c:d/e:Type::shop"), {
            type: "c:d/e:Type",
            parentType: "a:b:Parent",
            name: "shop",
        });
        assert.deepEqual(parseUrn("urn:pulumi:dev::aws-organization::pulumi:pulumi:Stack::x"), {
            type: "pulumi:pulumi:Stack",
            name: "x",
        });
    });

    it("keeps any name whole: it differs from one that only ends with it", () => {
        fc.assert(
            fc.property(fc.array(fc.constantFrom("::", "$", "@", "a", "shop", " "), { maxLength: 6 }), (parts) => {
                const name = parts.join("");
                const { type, parentType, name: read } = parseUrn(`urn:pulumi:dev::p::x:y:A$x:y:B::${name}`);
                assert.deepEqual([type, parentType, read], ["x:y:B", "x:y:A", name]);
            }),
        );
    });
});
