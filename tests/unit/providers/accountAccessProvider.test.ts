import assert from "node:assert/strict";
import type { AccountAccessProvider } from "../../../providers/accountAccessProvider";
import { failureOf, inputs, named, OneGroup, saidDuring, SET } from "./oneGroup";

describe("the provider of access", () => {
    it("gives what is missing only, so that a killed run goes on, and never more than 15 at a time", async () => {
        const aws = new OneGroup("1", "2");
        const accounts = Array.from({ length: 60 }, (_, index) => String(index + 1)).sort();
        const { id, outs } = await aws.provider().create(inputs(accounts));
        assert.equal(id, `GROUP,g-1,${SET}`);
        assert.deepEqual(outs, inputs(accounts));
        assert.equal(aws.count("CreateAccountAssignment"), 58);
        assert.equal(aws.most, 15);
    });

    it("repeats a call while AWS is busy or changes the same", async () => {
        const aws = new OneGroup();
        for (const name of ["ThrottlingException", "TooManyRequestsException", "ConflictException"]) {
            aws.thrown.push(named(name));
        }
        await aws.provider().create(inputs(["1"]));
        assert.deepEqual([...aws.has], ["1"]);
    });

    it("takes away only what it has given", async () => {
        const aws = new OneGroup("1", "2", "by hand");
        await aws.provider().update("id", inputs(["1", "2"]), inputs(["2", "3"]));
        assert.deepEqual([...aws.has].sort(), ["2", "3", "by hand"]);
    });

    it("keeps what was done, names each account with AWS's reason, and does not lose where its code is", async () => {
        const aws = new OneGroup("1");
        aws.reasons
            .set("1", "Received a 409 status error")
            .set("3", "account 3 is locked")
            .set("4", "account 4 is locked");
        const given = { ...inputs(["2", "3", "4"]), __provider: "the code" };
        const error = await failureOf(aws.provider().update("id", inputs(["1"]), given));
        assert.deepEqual(error.reasons, [
            "2 accounts (3 and 4): AWS did not give group developers Developer: account (the account) is locked",
            "account 1: AWS did not take Developer away from group developers: Received a 409 status error",
        ]);
        assert.deepEqual(error.properties, { ...inputs(["1", "2"]), __provider: "the code" });
    });

    it("is not in the state if nobody has got anything", async () => {
        const aws = new OneGroup();
        aws.reasons.set("1", "no");
        const error = await failureOf(aws.provider().create(inputs(["1"])));
        assert.equal(error.id, undefined);
    });

    it("is deleted although an account has left or is closed", async () => {
        const aws = new OneGroup("1", "2", "3");
        aws.closed.add("2");
        aws.left.add("3");
        aws.reasons.set("2", "AWS SSO is unable to complete your request").set("3", "Account 3 not found");
        await aws.provider().delete("id", inputs(["1", "2", "3"]));
        assert.deepEqual([...aws.has].sort(), ["2", "3"]);
    });

    it("takes away what a deleted group has left, and does not fail over it", async () => {
        const aws = new OneGroup("1", "2");
        aws.isThere = false;
        aws.reasons.set("2", "the GROUP assignee g-1 was not found");
        await aws.provider().delete("id", inputs(["1", "2"]));
        assert.deepEqual([...aws.has], ["2"]);
        const { id } = await aws.provider().read("id", inputs(["1", "2"]));
        assert.equal(id, "");
    });

    it("reads all resources of a group with one call", async () => {
        const aws = new OneGroup("2", "1");
        const provider = aws.provider();
        const [one, other] = await Promise.all([
            provider.read("a", inputs(["1", "2"])),
            provider.read("b", inputs([], { permissionSetArn: "another" })),
        ]);
        assert.deepEqual(one.props?.accounts, ["1", "2"]);
        assert.deepEqual(other.props?.accounts, []);
        assert.deepEqual(aws.calls, ["ListAccountAssignmentsForPrincipal"]);
    });

    it("reads what was given and taken away outside of the stack, says it, and lets Pulumi show what differs", async () => {
        const aws = new OneGroup("2", "3");
        let read: Awaited<ReturnType<AccountAccessProvider["read"]>> | undefined;
        const said = await saidDuring(async () => {
            read = await aws.provider().read("id", inputs(["1", "2"]));
        });
        assert.deepEqual(read?.props?.accounts, ["2", "3"]);
        assert.deepEqual(read?.inputs, read?.props);
        assert.deepEqual(said, [
            "outside of this stack, Developer was taken away from group developers in 1; `up --refresh` gives it again\n" +
                "outside of this stack, Developer was given to group developers in 3; `up --refresh` takes it away",
        ]);
        const unchanged = await aws.provider().read("id", inputs(["2", "3"]));
        assert.equal(unchanged.inputs, undefined);
    });

    it("changes all resources of a group after one question, and asks anew about one that it has changed", async () => {
        const aws = new OneGroup("1");
        const provider = aws.provider();
        await provider.update("a", inputs(["1"]), inputs(["1", "2"]));
        const other = { permissionSetArn: "another" };
        await provider.update("b", inputs([], other), inputs([], other));
        assert.equal(aws.count("ListAccountAssignmentsForPrincipal"), 1);
        const { props } = await provider.read("a", inputs(["1"]));
        assert.deepEqual(props?.accounts, ["1", "2"]);
        assert.equal(aws.count("ListAccountAssignmentsForPrincipal"), 2);
    });

    it("reads no account that is closed and that nobody wants: AWS goes on listing it, and nothing can be taken away", async () => {
        const aws = new OneGroup("1", "2", "3", "4");
        aws.closed.add("2").add("3");
        const provider = aws.provider();
        await saidDuring(async () => {
            const { props } = await provider.read("id", inputs(["1", "2"]));
            assert.deepEqual(props?.accounts, ["1", "2", "4"]);
        });
    });

    it("says where else the same has been given by hand, and leaves it", async () => {
        const aws = new OneGroup("1", "2", "3");
        aws.closed.add("3");
        const said = await saidDuring(() => aws.provider().create(inputs(["1"])));
        assert.deepEqual(said, [
            "group developers has Developer in 1 more account that the definition does not give (2). It stays; after `pulumi refresh`, the next `up` takes it away",
        ]);
        assert.ok(aws.has.has("2"));
    });

    it("is replaced for another group or permission set, and changed in place for other accounts", async () => {
        const provider = new OneGroup().provider();
        assert.deepEqual(await provider.diff("", inputs(["1"]), inputs(["1"], { principalId: "g-2" })), {
            changes: true,
            replaces: ["principalId"],
        });
        assert.deepEqual(await provider.diff("", inputs(["1"]), inputs(["2"])), { changes: true, replaces: [] });
        assert.deepEqual(await provider.diff("", inputs(["1"]), inputs(["1"], { principal: "group devs" })), {
            changes: false,
            replaces: [],
        });
    });
});
