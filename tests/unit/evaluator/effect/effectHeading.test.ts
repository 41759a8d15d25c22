import assert from "node:assert/strict";
import { deny, words, type Json, type Sketch } from "./support";

const outside = (region: string): { readonly Condition: Json } => ({
    Condition: { StringNotEquals: { "aws:RequestedRegion": region } },
});
const QUIET = [
    deny("sqs:SendMessage", outside("eu-central-1")),
    deny("ec2:CreateVolume", {
        Condition: { ...outside("eu-central-1").Condition, Bool: { "ec2:Encrypted": "false" } },
    }),
];

describe("the first line of an effect", () => {
    it("says of a move whom, from where to where, how much and by which policies; of each line only what is its own", async () => {
        const moved: Sketch = {
            policies: {
                p: [
                    deny(
                        ["account:CloseAccount", "iam:CreateUser", "s3:DeleteBucket", "sqs:*"],
                        outside("eu-central-1"),
                    ),
                ],
                q: [deny("ec2:CreateVolume", { Condition: { Bool: { "ec2:Encrypted": "false" } } })],
                r: [deny("kms:DisableKey")],
            },
            units: { W: ["p", "q"], V: ["r"] },
            accounts: { a: "W", b: "W" },
        };
        assert.deepEqual(await words(moved, { ...moved, accounts: { a: "V", b: "V" } }), [
            [
                "LOOSER: a and b move from W to V and may do more: 23 actions, of them account:CloseAccount, iam:CreateUser and s3:DeleteBucket, and perhaps 1 more (policies p and q no longer apply)",
                "  - s3: DeleteBucket; sqs (all 20 actions), outside of eu-central-1 (without p)",
                "  - iam: CreateUser; account: CloseAccount (without p)",
                "  - perhaps ec2: CreateVolume, depending on ec2:Encrypted (without q)",
            ].join("\n"),
            "Tighter: a and b move from W to V and may do less (policy r applies there)\n  - kms: DisableKey",
        ]);
        const encrypted = { ...moved, units: { W: ["q"], V: [] }, policies: { q: QUIET } };
        assert.deepEqual(await words(encrypted, { ...encrypted, accounts: { a: "V", b: "W" } }), [
            [
                "LOOSER: a moves from W to V and may do more: sqs:SendMessage, and perhaps 1 more (policy q no longer applies)",
                "  - all of it outside of eu-central-1",
                "  - sqs: SendMessage",
                "  - perhaps ec2: CreateVolume, depending on ec2:Encrypted",
            ].join("\n"),
        ]);
    });
});
