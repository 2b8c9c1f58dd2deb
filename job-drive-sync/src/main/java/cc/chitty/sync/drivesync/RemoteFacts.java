package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.Capabilities;
import cc.chitty.sync.drivesync.rclone.RemoteFeatures;

/** What is asked of rclone and of a remote once, and again when rclone or its configuration changes. */
record RemoteFacts(Capabilities capabilities, RemoteFeatures features) {}
