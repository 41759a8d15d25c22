import assert from "node:assert/strict";
import { drawTree } from "../../../../program/outputs/drawTree";

describe("the tree of outputs", () => {
    it("shows units with their accounts, each with its id and e-mail", () => {
        const drawn = drawTree({
            organization: { id: "o-1", managementAccountId: "111111111111" },
            tree: {
                Sandbox: { id: "ou-1", accounts: { play: "222222222222" } },
                Workloads: { id: "ou-2", units: { Production: { id: "ou-3", accounts: { shop: "333333333333" } } } },
            },
            accounts: { play: { email: "play@example.com" }, shop: { email: "shop@example.com" } },
        });
        assert.deepEqual(drawn.split("\n"), [
            "Organization o-1     management account 111111111111",
            "├── Sandbox/         ou-1",
            "│   └── play         222222222222  play@example.com",
            "└── Workloads/       ou-2",
            "    └── Production/  ou-3",
            "        └── shop     333333333333  shop@example.com",
        ]);
    });

    it("shows an invited account in the unit that it is meant for", () => {
        const drawn = drawTree({
            organization: { id: "o-1", managementAccountId: "111111111111" },
            tree: {
                Sandbox: { id: "ou-1", accounts: { play: "222222222222" } },
                Workloads: { id: "ou-2", units: { Production: { id: "ou-3" } } },
            },
            accounts: { play: { email: "play@example.com" } },
            invitations: {
                shop: {
                    unit: "Workloads/Production",
                    invited: "shop@example.com",
                    handshakeId: "h-12ab34cd56",
                    state: "PENDING",
                    expires: "2026-12-09T10:00:00.000Z",
                },
                data: { unit: "Sandbox", invited: "333333333333", handshakeId: "h-9", state: "DECLINED" },
            },
        });
        assert.deepEqual(drawn.split("\n").slice(1), [
            "├── Sandbox/         ou-1",
            "│   ├── play         222222222222  play@example.com",
            "│   └── data         (invited)     333333333333, DECLINED (h-9)",
            "└── Workloads/       ou-2",
            "    └── Production/  ou-3",
            "        └── shop     (invited)     shop@example.com, PENDING until 2026-12-09 (h-12ab34cd56)",
        ]);
    });

    it("shows the accounts of the root before the units", () => {
        const drawn = drawTree({
            organization: { id: "o-1", managementAccountId: "111111111111" },
            tree: { Sandbox: { id: "ou-1" } },
            accounts: { old: { email: "old@example.com", id: "222222222222", unit: "/" } },
        });
        assert.deepEqual(drawn.split("\n"), [
            "Organization o-1  management account 111111111111",
            "├── old           222222222222  old@example.com",
            "└── Sandbox/      ou-1",
        ]);
    });

    it("shows an organisation without units in one line", () => {
        const drawn = drawTree({ organization: { id: "o-1", managementAccountId: "1" }, tree: {}, accounts: {} });
        assert.equal(drawn, "Organization o-1  management account 1");
    });
});
