export { ExportError } from "./exportError";
export { ExportFileSource } from "./exportFileSource";
export { FolderFiles } from "./folderFiles";
export { BucketFiles, type BucketPlace } from "./bucketFiles";
export { AthenaSource, type AthenaPlace } from "./athenaSource";
export { exportLocation, modelLocation, type ExportLocation } from "./exportLocation";
export { exportSource, type ExportSourceOptions } from "./exportSource";
