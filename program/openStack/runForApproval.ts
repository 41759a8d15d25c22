import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { approvalSettings, type RunForApproval } from "../approval";
import type { PlanOptions } from "../plan";
import { refreshedState } from "./refreshedState";
import type { StackConfig } from "./stackConfig";
import { resourcesIn } from "./unreadChanges";

/** @param exported the exported state; undefined if Pulumi could not be asked. */
export async function runForApproval(
    { stack, location }: StackConfig,
    { isPreview, now, region }: PlanOptions,
    exported: string | undefined,
): Promise<RunForApproval> {
    const written = resourcesIn(exported);
    const refreshed = written && (await refreshedState(written));
    const state = refreshed ?? written;
    return {
        ...{ stack, location, isPreview, region },
        project: pulumi.getProject(),
        config: pulumi.runtime.allConfig(),
        // The program runs in .build, in the checkout.
        checkout: path.resolve(__dirname, ".."),
        ...(state && { state }),
        ...(refreshed && { isRefreshed: true }),
        settings: approvalSettings(process.env),
        now: now(),
    };
}
