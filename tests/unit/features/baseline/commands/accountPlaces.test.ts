import assert from "node:assert/strict";
import { OrganizationCalls } from "../../../../../aws/organization";
import { accountPlaces } from "../../../../../features/baseline/commands/baseline/accountPlaces";
import { NODES } from "./stacksFixture";

const PARENTS: Readonly<Record<string, string>> = {
    "id-hand": "ou-deep",
    "id-other": "ou-deep",
    "id-shop": "ou-work",
    "ou-deep": "ou-own",
    "ou-own": "ou-work",
};

/** An AWS Organizations with these parents. @param asked gets each call. */
function organization(asked: string[]): OrganizationCalls {
    const send = ({
        constructor,
        input,
    }: {
        constructor: { name: string };
        input: Record<string, string>;
    }): unknown => {
        const [id = ""] = Object.values(input);
        asked.push(`${constructor.name.replace(/Command$/, "")} ${id}`);
        if (id === "id-secret") throw Object.assign(new Error("no"), { name: "AccessDeniedException" });
        if (id === "id-left") throw Object.assign(new Error("no"), { name: "AccountNotFoundException" });
        const parent = PARENTS[id] ?? "r-1";
        if (constructor.name.startsWith("ListParents")) {
            return { Parents: [{ Id: parent, Type: parent.startsWith("r-") ? "ROOT" : "ORGANIZATIONAL_UNIT" }] };
        }
        return {
            Account: { Id: id, Name: `Name of ${id}`, State: "ACTIVE" },
            OrganizationalUnit: { Id: id, Name: id.replace("ou-", "") },
        };
    };
    // eslint-disable-next-line @typescript-eslint/require-await -- AWS's errors are rejections
    return new OrganizationCalls(() => Promise.resolve({ send: async (command: never) => send(command) } as never));
}

describe("where AWS has accounts", () => {
    it("is a unit of the state, the root, or a path with units that the state does not have", async () => {
        const asked: string[] = [];
        const ids = ["id-shop", "id-hand", "id-other", "id-root", "id-left", "id-secret"];
        const found = await accountPlaces(organization(asked), ids, NODES);
        const places = [...found].map(([id, { unit, foreignUnit, name }]) => [
            id,
            name !== undefined,
            unit,
            foreignUnit,
        ]);
        assert.deepEqual(places, [
            ["id-shop", true, "Workloads", undefined],
            ["id-hand", true, "Workloads/own/deep", "Workloads/own"],
            ["id-other", true, "Workloads/own/deep", "Workloads/own"],
            ["id-root", true, "", undefined],
            ["id-left", false, "", undefined],
        ]);
        assert.equal(asked.filter((one) => one === "DescribeOrganizationalUnit ou-own").length, 1);
    });

    it("is asked of a few only", async () => {
        const ids = Array.from({ length: 1_000 }, () => "id-root");
        const asked: string[] = [];
        await accountPlaces(
            organization(asked),
            ids.map((id, index) => `${id}${index}`),
            NODES,
        );
        assert.equal(asked.filter((one) => one.startsWith("DescribeAccount")).length, 20);
    });
});
