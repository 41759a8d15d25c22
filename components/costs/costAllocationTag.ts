import * as costexplorer from "@pulumi/aws/costexplorer";
import type * as pulumi from "@pulumi/pulumi";

export interface CostAllocationTagArgs {
    /** The tag's key. AWS must know it, which takes up to a day after its first use, and refuses others. Default: the name */
    readonly tagKey?: string;
}

/** A tag by which AWS divides costs from now on. Deleting it deactivates the tag; AWS keeps what it has divided by it. It is free. */
export class CostAllocationTag extends costexplorer.CostAllocationTag {
    constructor(name: string, { tagKey = name }: CostAllocationTagArgs = {}, opts: pulumi.CustomResourceOptions = {}) {
        super(name, { tagKey, status: "Active" }, opts);
    }
}
