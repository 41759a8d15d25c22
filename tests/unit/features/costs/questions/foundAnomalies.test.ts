import assert from "node:assert/strict";
import { DEFINITION, found } from "../foundFixture";

describe("an existing anomaly monitor", () => {
    it("may watch something else than what the definition takes it over for", async () => {
        const arn = (id: string): string => `arn:aws:ce::111122223333:anomalymonitor/${id}`;
        const monitors = (team: string): string =>
            `{ watch: [services, accounts, team], monitors: { services: { id: "${arn("s")}" }, accounts: { id: "${arn("a")}" }, team: { ids: { shop: "${arn(team)}" } } } }`;
        const custom = (id: string, Values: string[], Key = "team"): object => ({
            MonitorArn: arn(id),
            MonitorName: id,
            MonitorType: "CUSTOM",
            MonitorSpecification: { CostCategories: { Key, Values } },
        });
        const dimensional = (id: string, MonitorDimension: string): object => ({
            MonitorArn: arn(id),
            MonitorName: id,
            MonitorType: "DIMENSIONAL",
            MonitorDimension,
        });
        const misused = async (team: string, accounts = "LINKED_ACCOUNT"): Promise<unknown> => {
            const AnomalyMonitors = [
                dimensional("s", "SERVICE"),
                dimensional("a", accounts),
                custom("shop", ["shop"]),
                custom("data", ["data"]),
                custom("both", ["shop", "data"]),
                custom("other", ["shop"], "Team"),
            ];
            const text = DEFINITION.replace("{ watch: [services, accounts] }", monitors(team));
            const { found: all } = await found({ GetAnomalyMonitors: { AnomalyMonitors } }, { text, state: {} });
            assert.equal(all.imports.monitors.get("team shop")?.arn, arn(team));
            return all.misusedMonitors.map(({ key, watched }) => [key, watched]);
        };
        assert.deepEqual(await misused("shop"), []);
        assert.deepEqual(await misused("gone"), [["team shop", undefined]]);
        assert.deepEqual(await misused("data"), [["team shop", 'the value "data" of the cost category "team"']]);
        assert.deepEqual(await misused("both"), [["team shop", "costs that no definition can name"]]);
        assert.deepEqual(await misused("other"), [["team shop", 'the value "shop" of the cost category "Team"']]);
        assert.deepEqual(await misused("shop", "TAG"), [["accounts", "costs that no definition can name"]]);
    });

    it("is taken over without its id if it is what this run would create", async () => {
        const monitor = (MonitorName: string, MonitorDimension = "LINKED_ACCOUNT"): object => ({
            MonitorArn: "arn:a",
            MonitorName,
            MonitorType: "DIMENSIONAL",
            MonitorDimension,
        });
        const keys = async (...AnomalyMonitors: object[]): Promise<unknown> => {
            const { found: all } = await found({ GetAnomalyMonitors: { AnomalyMonitors } }, { state: {} });
            return [[...all.imports.monitors.keys()], all.taken.map(({ what, name }) => `${what} ${name}`)];
        };
        assert.deepEqual(await keys(monitor("accounts")), [["accounts"], []]);
        assert.deepEqual(await keys(monitor("accounts", "TAG")), [[], ["monitor accounts"]]);
        assert.deepEqual(await keys(monitor("other")), [[], []]);
    });
});
