import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { checkRequirements } from "../../../../../../operations/commands/handOver/check/awsRequirements";
import { losses } from "../../../../../../operations/commands/handOver/lose/losses";
import {
    findRecord,
    newHandOverRecord,
    writeRecord,
} from "../../../../../../operations/commands/handOver/record/handOverRecord";
import { handOverReport } from "../../../../../../operations/commands/handOver/record/handOverReport";
import { byKey, load } from "../../../../definition/definitionFixtures";
import { DENY_LEAVING, FACTS } from "../leavingAccountFixture";

import { readHandedOver } from "../../../../../../program/openStack/handOverRecords";

describe("the record of a hand-over", () => {
    const before = process.cwd();
    const account = byKey(
        load({
            defaults: { email: "aws+{account}@example.com" },
            units: { Workloads: { accounts: { shop: {} } } },
        }).accounts,
        "shop",
    );
    const checks = checkRequirements("shop", FACTS, "active");
    beforeEach(() => process.chdir(fs.mkdtempSync(path.join(os.tmpdir(), "records-"))));
    afterEach(() => {
        const folder = process.cwd();
        process.chdir(before);
        fs.rmSync(folder, { recursive: true });
    });

    it("is found by key and by id, and read as it was written", () => {
        const record = newHandOverRecord(account, FACTS, checks, losses(FACTS), "Shop Ltd");
        assert.equal(record.file, path.join("records", "2026-11-24-hand-over-shop.yaml"));
        writeRecord(record);
        const read = findRecord("shop");
        assert.deepEqual(read, JSON.parse(JSON.stringify(record)));
        assert.deepEqual(findRecord("222222222222"), read);
        assert.equal(findRecord("other"), undefined);
        assert.deepEqual(read?.record.facts.levels[0]?.policies[1]?.document, DENY_LEAVING);
        assert.equal(read?.record.unit, "Workloads");
        assert.match(handOverReport(record), /What it loses/);
    });

    it("is known to a run once it is finished, also beside one that cannot be read", () => {
        const begun = newHandOverRecord(account, FACTS, checks, [], undefined);
        assert.deepEqual(readHandedOver("."), []);
        writeRecord(begun);
        assert.deepEqual(readHandedOver("."), []);
        writeRecord({ ...begun, record: { ...begun.record, finished: "2026-11-25T11:00:00.000Z" } });
        fs.writeFileSync(path.join("records", "2026-11-23-hand-over-a.yaml"), "a: [");
        fs.writeFileSync(path.join("records", "2026-11-22-hand-over-b.yaml"), "- text");
        const { id, email } = FACTS.account;
        assert.deepEqual(readHandedOver("."), [{ key: "shop", id, email, day: "2026-11-25", file: begun.file }]);
    });

    it("is found first if it is unfinished; a second account with the key gets a file of its own", () => {
        const first = newHandOverRecord(account, FACTS, checks, [], undefined);
        writeRecord({ ...first, record: { ...first.record, finished: "2026-11-24T11:00:00.000Z" } });
        const second = newHandOverRecord(account, FACTS, checks, [], undefined);
        assert.notEqual(second.file, first.file);
        writeRecord(second);
        assert.equal(findRecord("shop")?.file, second.file);
    });

    it("if it is broken, the message names its file", () => {
        fs.mkdirSync("records");
        fs.writeFileSync("records/2026-11-24-hand-over-shop.yaml", "key: shop\n");
        assert.throws(() => findRecord("shop"), /2026-11-24-hand-over-shop\.yaml is not the record of a hand-over/);
    });
});
