import type { AwsClients } from "../../../../aws/awsClients";
import type { CostSource } from "../costSource";
import { AthenaSource } from "./athenaSource";
import { BucketFiles } from "./bucketFiles";
import { defaultCacheFolder } from "./exportCache";
import { ExportFileSource } from "./exportFileSource";
import type { ExportLocation } from "./exportLocation";
import { FolderFiles } from "./folderFiles";

export interface ExportSourceOptions {
    /** Asked only for a bucket or Athena: a folder needs neither AWS nor credentials. */
    readonly clients: () => Pick<AwsClients, "s3" | "athena">;
    /** The stack's region: where Athena answers, and where a bucket is asked for if its own region is not known. */
    readonly region: string;
    /** Where fetched files are kept. Default: below the user's cache folder. */
    readonly cacheFolder?: string;
    /** Reports a download that takes time: `Fetching 12 files (1.2 GB) from s3://acme-costs/focus`. */
    readonly say?: (text: string) => void;
}

/** The source of costs at a location. Nothing is read before its first question. */
export function exportSource(location: ExportLocation, options: ExportSourceOptions): CostSource {
    const { region, cacheFolder = defaultCacheFolder(), say } = options;
    switch (location.kind) {
        case "folder":
            return new ExportFileSource(new FolderFiles(location.folder));
        case "bucket": {
            const place = { region, ...location };
            return new ExportFileSource(new BucketFiles(place, options.clients(), cacheFolder, say));
        }
        case "athena":
            return new AthenaSource({ ...location, region }, options.clients());
    }
}
