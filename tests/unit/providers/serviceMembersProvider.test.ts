import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { PartlyDoneError } from "../../../providers/support/partlyDone";
import type {
    MemberService,
    ServiceMember,
    ServiceMembersInputs,
} from "../../../providers/serviceMembers/memberService";
import { ServiceMembersProvider } from "../../../providers/serviceMembersProvider";

/** A service that remembers what it was told. It refuses some accounts. */
class ToldService implements MemberService {
    readonly told: string[] = [];
    readonly members: Set<string>;
    readonly #refuses: readonly string[];
    /** How often it is asked before it shows what it was told to watch. */
    late = 0;

    constructor(members: readonly string[] = [], refuses: readonly string[] = []) {
        this.members = new Set(members);
        this.#refuses = refuses;
    }

    watched(): Promise<ReadonlySet<string>> {
        if (this.told.length > 0 && this.late-- > 0) return Promise.resolve(new Set());
        return Promise.resolve(new Set(this.members));
    }

    watch(accounts: readonly ServiceMember[]): Promise<ReadonlyMap<string, string>> {
        this.told.push(`watch ${accounts.map(({ id }) => id).join()}`);
        const taken = accounts.filter(({ id }) => !this.#refuses.includes(id));
        for (const { id } of taken) this.members.add(id);
        return Promise.resolve(new Map(this.#refuses.map((id) => [id, "The account is suspended."])));
    }

    end(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        this.told.push(`end ${ids.join()}`);
        for (const id of ids) this.members.delete(id);
        return Promise.resolve(new Map());
    }

    endAll(): Promise<ReadonlyMap<string, string>> {
        this.told.push("end all");
        return Promise.resolve(new Map());
    }

    endScans(ids: readonly string[], resourceTypes: readonly string[]): Promise<ReadonlyMap<string, string>> {
        this.told.push(`end ${resourceTypes.join()} in ${ids.join()}`);
        return Promise.resolve(new Map());
    }
}

const inputs = (...ids: string[]): ServiceMembersInputs => ({
    service: "guardduty",
    region: "eu-central-1",
    administratorId: "999999999999",
    roleArn: "arn:aws:iam::999999999999:role/OrganizationAccountAccessRole",
    accounts: ids.map((id) => ({ id, email: `${id}@example.com` })),
    detectorId: "d-1",
});
const providerOf = (service: MemberService): ServiceMembersProvider =>
    new ServiceMembersProvider(
        () => Promise.resolve(service),
        () => Promise.resolve(),
    );

describe("the members of a service for detection", () => {
    it("are those that lack: what AWS has turned on by itself is left as it is", async () => {
        const service = new ToldService(["1"]);
        const { id, outs } = await providerOf(service).create(inputs("1", "2"));
        assert.equal(id, "guardduty/eu-central-1");
        assert.deepEqual(service.told, ["watch 2"]);
        assert.deepEqual(outs, inputs("1", "2"));
    });

    it("end where the program no longer names them, and nowhere else", async () => {
        const service = new ToldService(["1", "2", "by-hand"]);
        await providerOf(service).update("guardduty/eu-central-1", inputs("1", "2"), inputs("1"));
        assert.deepEqual(service.told, ["end 2"]);
        // An account that has left the organisation is no member any more.
        const left = new ToldService(["1"]);
        await providerOf(left).update("guardduty/eu-central-1", inputs("1", "2"), inputs("1"));
        assert.deepEqual(left.told, []);
    });

    it("keep what is done if AWS refuses some, and say AWS's reason for each", async () => {
        const provider = providerOf(new ToldService([], ["2"]));
        await assert.rejects(provider.create(inputs("1", "2", "3")), (error) => {
            assert.ok(error instanceof PartlyDoneError);
            assert.match(error.message, /GuardDuty in eu-central-1 watches 2 of 3 accounts/);
            assert.match(error.message, /2: The account is suspended\./);
            const { accounts } = error.properties as ServiceMembersInputs;
            assert.deepEqual(
                accounts.map(({ id }) => id),
                ["1", "3"],
            );
            return true;
        });
    });

    it("are waited for, because AWS takes some seconds to turn a service on", async () => {
        const service = new ToldService();
        service.late = 3;
        const { outs } = await providerOf(service).create(inputs("1"));
        assert.deepEqual(outs, inputs("1"));
        const never = new ToldService();
        never.late = Number.POSITIVE_INFINITY;
        await assert.rejects(providerOf(never).create(inputs("1")), /1: AWS has not turned GuardDuty on there yet/);
    });

    it("are tried a second time: AWS refuses for a moment what it has just let in", async () => {
        const service = new ToldService([], ["2"]);
        await assert.rejects(providerOf(service).create(inputs("1", "2")), PartlyDoneError);
        assert.deepEqual(service.told, ["watch 1,2", "watch 2"]);
    });

    it("are not scanned any more for what is no longer asked for: AWS would go on, and bill it", async () => {
        const scanning = (...resourceTypes: string[]): ServiceMembersInputs => ({
            ...inputs("1"),
            service: "inspector2",
            resourceTypes,
        });
        const service = new ToldService(["1", "999999999999"]);
        await providerOf(service).update("", scanning("EC2", "ECR", "LAMBDA"), scanning("EC2"));
        assert.deepEqual(service.told, ["end ECR,LAMBDA in 999999999999,1"]);
    });

    it("are read back, so that a refresh shows who was taken out by hand", async () => {
        const { props } = await providerOf(new ToldService(["1"])).read("guardduty/eu-central-1", inputs("1", "2"));
        assert.deepEqual(
            props?.accounts.map(({ id }) => id),
            ["1"],
        );
    });

    it("differ by accounts, not by e-mails; another administrator begins anew", async () => {
        const provider = providerOf(new ToldService());
        const renamed = { ...inputs("1"), accounts: [{ id: "1", email: "new@example.com" }] };
        assert.equal((await provider.diff("", inputs("1"), renamed)).changes, false);
        assert.equal((await provider.diff("", inputs("1"), inputs("1", "2"))).changes, true);
        // In a preview of a run that creates an account, Pulumi knows none of them.
        const unknown = { ...inputs("1"), accounts: runtime.unknownValue } as unknown as ServiceMembersInputs;
        const preview = await provider.diff("", inputs("1"), unknown);
        assert.deepEqual([preview.changes, preview.replaces], [true, []]);
        const other = { ...inputs("1"), administratorId: "888888888888" };
        assert.deepEqual((await provider.diff("", inputs("1"), other)).replaces, ["administratorId"]);
    });

    it("end everywhere when the switch is turned off", async () => {
        const service = new ToldService(["1"]);
        await providerOf(service).delete("guardduty/eu-central-1", inputs("1"));
        assert.deepEqual(service.told, ["end all"]);
    });
});
