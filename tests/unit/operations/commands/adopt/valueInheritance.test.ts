import assert from "node:assert/strict";
import fc from "fast-check";
import { inheritedValues } from "../../../../../operations/commands/adopt/feature";
import { isActive, type Inventory } from "../../../../../operations/commands/adopt/inventory";
import { account, inventory, organizations, unit, unitId } from "./organizationFixture";

type Values = Readonly<Record<string, string>>;

/** What an account inherits and writes, as a definition is read. */
function resolved(
    id: string,
    { root, units, accounts }: Inventory,
    written: ReturnType<typeof inheritedValues>,
): Values {
    const above = (node: string): Values => {
        if (node === root.id) return written.defaults;
        const parent = units.find((one) => one.id === node)?.parent ?? assert.fail();
        return { ...above(parent), ...written.units.get(node) };
    };
    const { parent } = accounts.find((one) => one.id === id) ?? assert.fail();
    return { ...above(parent), ...written.accounts.get(id) };
}

describe("org adopt: values that accounts inherit", () => {
    it("are exactly each account's own, wherever they are written", () => {
        const values = fc.dictionary(
            fc.constantFrom("billing", "security", "ap-east-1"),
            fc.constantFrom("x", "y", "z"),
            {
                noNullPrototype: true,
            },
        );
        fc.assert(
            fc.property(organizations, fc.array(fc.option(values)), (organization, all) => {
                const accounts = organization.accounts.filter(isActive);
                const held = { ...organization, accounts };
                const own = new Map(
                    accounts.flatMap(({ id }, index) => {
                        const some = all[index % Math.max(1, all.length)];
                        return some ? [[id, some] as const] : [];
                    }),
                );
                const written = inheritedValues(held, own);
                for (const { id } of accounts) assert.deepEqual(resolved(id, held, written), own.get(id) ?? {}, id);
            }),
        );
    });

    it("are written as high up as all below have them, with the value that more than half share", () => {
        const at = (parent: number) => ({ parent: unitId(parent) });
        const organization = inventory({
            units: [unit(1, "Workloads"), unit(2, "Production", at(1)), unit(3, "Sandbox")],
            accounts: [
                account(1, "shop", at(2)),
                account(2, "data", at(2)),
                account(3, "blog", at(1)),
                account(4, "play", at(3)),
            ],
        });
        const team = { security: "team" };
        const written = inheritedValues(
            organization,
            new Map(
                [
                    { ...team, billing: "x", operations: "one" },
                    { ...team, billing: "x" },
                    { security: "Ada", billing: "y" },
                    team,
                ].map((values, index) => [organization.accounts[index]?.id ?? "", values]),
            ),
        );
        const id = (number: number): string => organization.accounts[number - 1]?.id ?? "";
        assert.deepEqual(written.defaults, team);
        assert.deepEqual([...written.units], [[unitId(1), { billing: "x" }]]);
        assert.deepEqual(
            [...written.accounts],
            [
                [id(1), { operations: "one" }],
                [id(3), { security: "Ada", billing: "y" }],
            ],
        );
    });

    it("are written at the account if it alone has them, or half of the accounts have another value", () => {
        const organization = inventory({ units: [unit(1, "A")], accounts: [1, 2].map((n) => account(n, `a${n}`)) });
        const [one, two] = organization.accounts.map(({ id }) => id);
        const values = new Map([
            [one ?? "", { billing: "x" }],
            [two ?? "", { billing: "y" }],
        ]);
        assert.deepEqual(inheritedValues(organization, values), {
            defaults: {},
            units: new Map(),
            accounts: values,
        });
    });
});
