/**
 * A bare repository of the job's own, and what is done with it: trees and commits out of files, three sides by path, a branch
 * of a remote. What goes in and out is the matter of those who use it: the journals, the user's chosen files, the mirrors.
 */
@NullMarked
package cc.chitty.sync.gitpush.repository;

import org.jspecify.annotations.NullMarked;
