import type * as pulumi from "@pulumi/pulumi";

/** Tags of a resource for costs, by their keys. */
export type CostTags = Readonly<Record<string, pulumi.Input<string>>>;
