package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.Author;
import java.time.InstantSource;

/**
 * Who makes the commits.
 *
 * @param device the id of this device
 * @param installation tells this state directory from others with the same device id; 8 hexadecimal digits
 * @param clock gives the commits their times
 */
public record MirrorWriter(Author author, String device, String installation, InstantSource clock) {}
